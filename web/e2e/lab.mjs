// The lab as a process of its own, as a person starts it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PLUMB = fileURLToPath(new URL('../../plumb', import.meta.url));

/**
 * Starts a scenario on a free port: {address, over, stop}. `over()` says whether the scenario has come to its end, where it is
 * held; `options` are further ones of `plumb lab run`.
 */
export async function startLab(scenario, ...options) {
  const lab = spawn(PLUMB, ['lab', 'run', scenario, '--json', '--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(lab, 'exit');
  let told = '';
  const address = await new Promise((found, failed) => {
    lab.stderr.on('data', (chunk) => {
      told += chunk;
      const dashboard = /Dashboard: (http\S+)/.exec(told);
      if (dashboard) found(dashboard[1]);
    });
    ended.then(() => failed(new Error(`no dashboard: ${told}`)), failed);
  });
  return {
    address,
    over: () => told.includes('The world stays up'),
    stop: async () => {
      lab.kill('SIGTERM');
      await ended;
    },
  };
}
