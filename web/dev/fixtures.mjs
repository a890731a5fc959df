// Development only: makes an incident with its evidence out of a recording and its truth file.
//   node dev/fixtures.mjs RECORDING.jsonl.gz [OUT-FOLDER]      (the truth is RECORDING.truth.json beside it)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { outcome, tally } from '../src/lib/facts.js';
import { causeWords, symptomWords } from '../src/lib/words.js';

const [recording, out = new URL('./fixtures', import.meta.url).pathname] = process.argv.slice(2);
const name = basename(recording).replace(/\.jsonl(\.gz)?$/, '');
const bytes = readFileSync(recording);
const records = (recording.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split('\n').filter(Boolean).map((l) => JSON.parse(l));
const truth = JSON.parse(readFileSync(recording.replace(/\.jsonl(\.gz)?$/, '.truth.json')));
const vantages = [...new Map(records.filter((r) => r.kind === 'vantage').map((v) => [v.id, v])).values()];
const services = [...new Map(records.filter((r) => r.kind === 'service').map((s) => [s.id, s])).values()];
const measurements = records.filter((r) => r.kind === 'measurement');

const open = truth.incidents[0] ?? blindIncident();
const began = new Date(open.startedAt);
const end = new Date(open.endedAt ?? truth.recordingEnd);
const now = new Date(began.getTime() + (end - began) * 0.85);
const mine = measurements.filter((m) => open.services.includes(m.service) || (!open.services.length && open.failing.includes(m.vantage)));
const during = mine.filter((m) => new Date(m.at) >= began && new Date(m.at) <= now);
const hit = new Set(open.failing);

/** A fault of one vantage, from the benign faults of a quiet recording. */
function blindIncident() {
  const fault = truth.benign.find((b) => b.kind.startsWith('vantage-uplink'));
  return { ...fault, failing: fault.vantages, healthy: [], symptoms: [{ layer: 'dns', code: 'timeout' }], severity: 'degraded',
    acceptable: { categories: ['vantage-fault'], layer: 'vantage', entities: [{ kind: 'vantage', id: fault.vantages[0] }] },
    phases: [{ at: fault.startedAt, text: fault.note }] };
}

function evidenceItems() {
  const take = (list, n) => list.slice(0, n);
  const group = (list) => Object.values(list.reduce((all, m) => { (all[`${m.vantage} ${m.service}`] ??= []).push(m); return all; }, {}));
  const bad = during.filter((m) => hit.has(m.vantage) && outcome(m).state === 'fail');
  const good = during.filter((m) => !hit.has(m.vantage) && outcome(m).state === 'ok');
  const before = mine.filter((m) => new Date(m.at) < began && outcome(m).state === 'ok');
  return [
    ...group(bad).flatMap((l) => [...take(l.filter((m) => m.depth === 'diagnostic'), 2), ...take(l.filter((m) => m.depth === 'routine'), 2)]),
    ...group(good).flatMap((l) => take(l.reverse(), 2)),
    ...group(before).flatMap((l) => take(l.reverse(), 1)),
  ];
}

const items = evidenceItems();
const ids = (state) => items.filter((m) => outcome(m).state === state).map((m) => m.id);
const entity = open.acceptable.entities[0];
const total = open.failing.length;
const crossed = during.filter((m) => m.observations.some((o) => o.crossover && o.step === 'tls')).map((m) => m.id);
const incident = {
  kind: 'incident', id: name, version: 3, state: 'open', emittedAt: now.toISOString(), startedAt: open.startedAt,
  openedAt: new Date(began.getTime() + 38000).toISOString(),
  title: `${titleSubject()}: ${symptomWords(open.symptoms[0])}, because ${lower(causeWords({ category: open.acceptable.categories[0], entity }))}`,
  summary: open.note ?? '', services: open.services, symptoms: open.symptoms.map(({ layer, code }) => ({ layer, code })),
  causes: [{ category: open.acceptable.categories[0], layer: open.acceptable.layer, entity: { kind: entity.kind, id: entity.id }, confidence: 0.97, since: open.startedAt,
    evidence: [
      { claim: 'Every hit vantage shares it, and no spared one does', supports: true, nats: 41.2, measurements: ids('fail').slice(0, 20), failing: total, total },
      { claim: 'From the same vantages a cross-over test succeeds', supports: true, nats: 18.5, measurements: crossed.slice(0, 20), failing: total, total },
      { claim: 'One hit vantage was seen healthy once', supports: false, nats: 0.7, measurements: ids('ok').slice(0, 3), failing: 1, total },
    ] }],
  alternatives: [{ category: 'backbone-transit', layer: 'ip', entity: { kind: 'asn', id: '3356' }, confidence: 0.01,
    evidence: [{ claim: 'The same paths carry healthy runs to other addresses', supports: false, nats: 12.1, measurements: ids('ok').slice(0, 12), failing: 0, total: 12 }] }],
  scope: { pattern: open.scope?.[0] ?? {}, failing: open.failing, healthy: open.healthy ?? [] },
  severity: open.severity ?? 'partial', confirmed: true, view: { vantages: vantages.length, networks: new Set(vantages.map((v) => v.asn)).size },
  changes: name.startsWith('mashery') ? [{ at: open.startedAt, what: 'address', entity: { kind: 'nameserver', id: entity.id }, before: '54.160.170.229, 54.235.15.197, 44.211.103.199', after: '23.185.0.3', measurements: ids('fail').slice(0, 3) }] : [],
  timeline: (open.phases ?? []).map(({ at, text }) => ({ at, text })).filter((t) => new Date(t.at) <= now),
  versions: [{ version: 1, state: 'suspected', emittedAt: open.startedAt, severity: 'degraded' }, { version: 2, state: 'open', emittedAt: new Date(began.getTime() + 38000).toISOString(), severity: 'partial' }],
};

function lower(text) {
  return text[0].toLowerCase() + text.slice(1);
}

function titleSubject() {
  return services.find((s) => s.id === open.services[0])?.checks[0].host ?? open.failing[0];
}

function timelineOf(service) {
  const from = new Date(Math.floor((began - 15 * 60000) / 60000) * 60000);
  const runs = measurements.filter((m) => m.service === service && m.depth === 'routine' && new Date(m.at) >= from && new Date(m.at) <= now);
  const byVantage = runs.reduce((all, m) => ({ ...all, [m.vantage]: [...(all[m.vantage] ?? []), m] }), {});
  return { from: from.toISOString(), to: now.toISOString(), stepMs: 60000, vantages: Object.entries(byVantage).map(([vantage, list]) => ({
    vantage, cells: list.map((m) => { const { state, layer, code } = outcome(m); return { at: m.at, state, ...(state === 'fail' ? { layer, code } : {}) }; }),
  })) };
}

mkdirSync(out, { recursive: true });
writeFileSync(join(out, `${name}.json`), JSON.stringify({
  now: now.toISOString(), incident, evidence: { items, vantages, services: services.filter((s) => open.services.includes(s.id)) }, services, vantages,
  timelines: Object.fromEntries(open.services.map((s) => [s, timelineOf(s)])),
}));
console.log(name, items.length, 'records;', tally(items.map((m) => outcome(m).state)).map((t) => `${t.key} ${t.count}`).join(', '));
