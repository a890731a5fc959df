// Development only: serves dist/ and answers the API from dev/fixtures/.
//   node dev/server.mjs [PORT] [FIXTURE-NAME...] [--quiet]        --quiet: no incident, all is well
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, '../dist');
const quiet = process.argv.includes('--quiet');
const port = Number(process.argv.slice(2).find((a) => /^\d+$/.test(a)) ?? 4173);
const wanted = process.argv.slice(2).filter((a) => !/^(\d+|--quiet)$/.test(a));
const files = readdirSync(join(here, 'fixtures')).filter((f) => !wanted.length || wanted.some((w) => f.startsWith(w)));
const fixtures = files.map((f) => JSON.parse(readFileSync(join(here, 'fixtures', f))));
const byId = new Map(fixtures.map((f) => [f.incident.id, f]));
const types = { '.woff2': 'font/woff2', '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const uniq = (records) => [...new Map(records.map((r) => [r.id, r])).values()];
const services = uniq(fixtures.flatMap((f) => f.services));
const vantages = uniq(fixtures[0].vantages);
let now = new Date(fixtures[0].now);

const kept = fixtures[0].status; // a captured moment stands still
const status = () => kept ?? ({ now: now.toISOString(), vantages: vantages.length, vantagesHealthy: vantages.length - (quiet ? 0 : 1), services: services.length, openIncidents: quiet ? 0 : fixtures.length });

function answer(path) {
  const part = path.split('/').map(decodeURIComponent);
  if (path === '/v1/status.json') return status();
  if (path === '/v1/incidents') return { items: quiet ? [] : fixtures.map((f) => f.incident) };
  if (part[2] === 'incidents') return part[4] === 'evidence' ? byId.get(part[3])?.evidence : byId.get(part[3])?.incident;
  if (path === '/v1/services') return { items: services.map((s) => ({ state: quiet ? 'healthy' : stateOf(s.id), ...s })) };
  if (path === '/v1/vantages') return { items: vantages.map((v, i) => ({ state: !quiet && i === 0 ? 'blind' : 'healthy', ...v })) };
  if (part[2] === 'services' && part[4]) return fixtures.find((f) => f.timelines[part[3]])?.timelines[part[3]] ?? { from: now, to: now, stepMs: 60000, vantages: [] };
  if (part[2] === 'services') return serviceOf(services.find((s) => s.id === part[3]));
  if (path === '/v1/measurements') return { items: fixtures.flatMap((f) => f.evidence.items) };
  return undefined;
}

const stateOf = (id) => fixtures.find((f) => f.incident.services.includes(id))?.incident.severity ?? 'healthy';

/** With nothing seen and nothing learned: a fixture holds no more than the evidence of its incident. */
const serviceOf = (s) => s && { state: quiet ? 'healthy' : stateOf(s.id), ...s, seen: { from: now, to: now, vantages: 0, failing: 0, blind: 0, layers: [], countries: [], networks: [], resolvers: [], latest: [] }, learned: [] };

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/v1/events') return stream(request, response);
  if (pathname.startsWith('/v1/')) {
    const body = answer(pathname);
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    return response.end(JSON.stringify(body ?? { title: 'Not found', status: 404 }));
  }
  const file = join(dist, normalize(pathname));
  const real = extname(pathname) && existsSync(file) ? file : join(dist, 'index.html');
  response.writeHead(extname(pathname) && real !== file ? 404 : 200, {
    'content-type': types[extname(real)] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'",
  });
  return createReadStream(real).pipe(response);
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));

function stream(request, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (name, data) => response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  send('state', status());
  const timer = setInterval(() => {
    now = new Date(now.getTime() + 20000);
    send('state', status());
    if (!quiet) send('incident', fixtures[0].incident);
  }, 1000);
  request.on('close', () => clearInterval(timer));
}
