// Which runs tell the story: those that fail, those that do not, those from before.

import { hostOf, outcome, tally } from './facts.js';

const DNS_CAUSE = /^(dns|dnssec|domain)-?/;

/** One run a vantage: a diagnostic one where there is one, because it asked more. */
export function onePerVantage(runs) {
  const best = new Map();
  for (const run of runs) {
    const held = best.get(run.vantage);
    if (!held || (held.depth !== 'diagnostic' && run.depth === 'diagnostic')) best.set(run.vantage, run);
  }
  return [...best.values()];
}

function busiestCheck(runs) {
  return tally(runs.map((m) => m.check))[0]?.key;
}

/** What the failing side and the spared side are compared in. */
function contrastKind(incident, failing, symptom) {
  const cause = incident.causes?.[0];
  if (cause?.layer === 'vantage' || cause?.category === 'vantage-fault') return 'vantage';
  if (cause?.layer === 'dns' || DNS_CAUSE.test(cause?.category ?? '')) return 'answer';
  const handshake = symptom?.layer === 'tls' && !['timeout', 'reset', 'alert'].includes(symptom.code);
  if (cause?.layer === 'tls' || handshake) return 'certificate';
  return 'outcome';
}

/**
 * The story of an incident, seen through one of its services.
 * `failing`: one run per hit vantage with the commonest symptom; `spared`: one healthy run per spared vantage;
 * `before`: one healthy run per vantage from before it began, latest first.
 */
export function storyOf(incident, evidence, service) {
  const items = (evidence?.items ?? []).filter((m) => m.kind === undefined || m.kind === 'measurement');
  const mine = service ? items.filter((m) => m.service === service) : items;
  const hit = new Set(incident.scope?.failing ?? []);
  const spared = new Set(incident.scope?.healthy ?? []);
  const began = new Date(incident.startedAt);
  const ended = incident.endedAt ? new Date(incident.endedAt) : undefined;
  const during = (m) => new Date(m.at) >= began && (!ended || new Date(m.at) <= ended);

  const sick = mine.filter((m) => hit.has(m.vantage) && during(m) && outcome(m).state === 'fail');
  const said = incident.symptoms ?? [];
  const symptom = symptomOf(said, sick);
  const slow = symptom?.layer === 'latency' ? mine.filter((m) => hit.has(m.vantage) && during(m)) : sick;
  const typical = sick.filter((m) => shows(m, symptom));
  const failingRuns = typical.length ? typical : slow;
  const check = busiestCheck(failingRuns);
  const sameCheck = (m) => !check || m.check === check;
  const newest = (a, b) => (a.at < b.at ? 1 : -1);
  const healthy = (m) => sameCheck(m) && outcome(m).state === 'ok';
  const failing = onePerVantage(failingRuns.filter(sameCheck));
  return {
    incident, service, check, symptom,
    host: failing.map(hostOf).find(Boolean),
    failing,
    sick: sick.filter(sameCheck),
    spared: onePerVantage(mine.filter((m) => spared.has(m.vantage) && during(m) && healthy(m)).sort(newest)),
    before: onePerVantage(mine.filter((m) => new Date(m.at) < began && healthy(m)).sort(newest)),
    within: mine.filter((m) => sameCheck(m) && during(m)),
    kind: contrastKind(incident, failing, symptom),
  };
}

/** The first of the incident's symptoms, commonest first, that is no rarity among these runs. */
function symptomOf(said, sick) {
  const counts = said.map((s) => sick.filter((m) => shows(m, s)).length);
  const most = Math.max(0, ...counts);
  return said.find((_, i) => counts[i] > 0 && counts[i] * 4 >= most) ?? said[0];
}

function shows(m, symptom) {
  const { layer, code } = outcome(m);
  return layer === symptom?.layer && code === symptom?.code;
}

/** The service that shows the incident best: the one most often seen failing in the evidence. */
export function busiestService(incident, evidence) {
  const hit = new Set(incident.scope?.failing ?? []);
  const sick = (evidence?.items ?? []).filter((m) => hit.has(m.vantage) && incident.services?.includes(m.service) && outcome(m).state === 'fail');
  return tally(sick.map((m) => m.service))[0]?.key ?? incident.services?.[0];
}
