// Runs a scenario and takes first-screen pictures of each of its incidents while it is open and after the end, and of
// the front page; answers.jsonl has the five answers as text.
//   node e2e/pictures.mjs SCENARIO FOLDER [MINUTES...] [--speed=N]        scenario minutes after it opened; 3 unless told
import { appendFileSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import { basename, join } from 'node:path';
import { capture } from '../dev/capture.mjs';
import { readAnswers } from './answers.mjs';
import { asker, until } from './ask.mjs';
import { onEveryScreen, openBrowser, openPage } from './browser.mjs';
import { startLab } from './lab.mjs';

const RUN_MS = 900_000;
const [scenario, folder, ...told] = process.argv.slice(2);
const options = told.filter((word) => word.startsWith('--'));
const minutes = told.length > options.length ? told.filter((word) => !options.includes(word)).map(Number) : [3];
const short = basename(scenario).replace(/\.ya?ml$/, '');
mkdirSync(folder, { recursive: true });

const lab = await startLab(scenario, '--hold', ...options);
os.setPriority(os.getPriority() + 5); // the browser yields to what is measured
try {
  const browser = await openBrowser();
  try {
    await take(browser, lab);
  } finally {
    await browser.close();
  }
} finally {
  await lab.stop();
}

async function take(browser, { address, over }) {
  const ask = asker(address);
  const { page, clean } = await openPage(browser, address);
  const told = async () => (await ask('/v1/incidents?limit=200')).items.filter((incident) => incident.openedAt);
  const done = new Set();
  const age = (incident, now) => (new Date(now) - new Date(incident.openedAt)) / 60_000;

  await page.goto(address);
  await page.getByText('All is well').first().waitFor({ timeout: RUN_MS });
  await shoot(page, `${address}/`, 'home-well');
  await until(async () => {
    const incidents = await told();
    const { now } = await ask('/v1/status.json');
    for (const [i, incident] of incidents.reverse().entries()) {
      for (const minute of minutes) {
        const name = `${i + 1}-after-${minute}m`;
        if (done.has(name) || incident.state !== 'open' || age(incident, now) < minute) continue;
        done.add(name);
        await shoot(page, `${address}/incidents/${incident.id}`, name, incident.id);
        await shoot(page, `${address}/`, `home-${name}`);
      }
    }
    return over();
  }, () => `${short} does not come to its end`, RUN_MS);
  for (const [i, incident] of (await told()).reverse().entries()) {
    await shoot(page, `${address}/incidents/${incident.id}`, `${i + 1}-ended`, incident.id);
  }
  await shoot(page, `${address}/`, 'home-ended');
  clean();
}

async function shoot(page, url, name, id) {
  await page.goto(url);
  await page.locator('h1').waitFor();
  await page.locator('svg[role=img]').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  if (id) {
    await page.locator('[data-answer=settle]').waitFor();
    await capture(new URL(url).origin, `${short}-${name}`, id);
    appendFileSync(join(folder, 'answers.jsonl'), `${JSON.stringify({ picture: `${short}-${name}`, ...(await readAnswers(page)) })}\n`);
  }
  await onEveryScreen(page, (screen) => page.screenshot({ path: join(folder, `${short}-${name}-${screen}.png`) }));
  console.log(short, name);
}
