// Development only: keeps what a running server says of an incident, for dev/server.mjs to show again.
//   node dev/capture.mjs ADDRESS NAME [INCIDENT]        (without INCIDENT: the newest)
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asker } from '../e2e/ask.mjs';

const LEAD_MS = 15 * 60_000;
const folder = fileURLToPath(new URL('./fixtures', import.meta.url));

/** Writes dev/fixtures/NAME.json. */
export async function capture(address, name, id) {
  const ask = asker(address);
  const path = `/v1/incidents/${encodeURIComponent(id ?? (await ask('/v1/incidents')).items[0].id)}`;
  const [incident, evidence, services, vantages, status] = await Promise.all(
    [path, `${path}/evidence`, '/v1/services', '/v1/vantages', '/v1/status.json'].map(ask),
  );
  const since = new Date(new Date(incident.startedAt) - LEAD_MS).toISOString();
  const query = new URLSearchParams({ since, until: status.now });
  const timelines = {};
  for (const service of incident.services) timelines[service] = await ask(`/v1/services/${encodeURIComponent(service)}/timeline?${query}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.json`, JSON.stringify({ now: status.now, status, incident, evidence, services: services.items, vantages: vantages.items, timelines }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await capture(...process.argv.slice(2));
