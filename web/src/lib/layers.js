// The plumb line: the layers from route to HTTP, the symptom where it hurts, the bob where the fault lies.

import { runFacts, tally } from './facts.js';
import { LAYERS, faultWords, symptomWords } from './words.js';

const ORDER = ['vantage', 'route', 'dns', 'tcp', 'tls', 'quic', 'http', 'latency'];
const ALWAYS = new Set(['route', 'dns', 'tcp', 'tls', 'http']);
const rowOf = (layer) => (layer === 'bgp' || layer === 'ip' ? 'route' : layer);
const NAMES = { ...LAYERS, route: 'Route' };

/** Rows of {id, name, role: cause|symptom|both|undefined, state: ok|fail|unreached|unknown, note}. */
export function plumbLine(incident, story, contrast) {
  const cause = rowOf(incident.causes?.[0]?.layer);
  const symptom = rowOf((story?.symptom ?? incident.symptoms?.[0])?.layer);
  const reached = story ? reachedBy(story) : {};
  const last = ORDER.indexOf(symptom);
  return ORDER.filter((id) => ALWAYS.has(id) || id === cause || id === symptom).map((id) => {
    const role = id === cause && id === symptom ? 'both' : id === cause ? 'cause' : id === symptom ? 'symptom' : undefined;
    const state = role ? 'fail' : stateOf(id, reached, last);
    return { id, name: NAMES[id], role, state, note: noteOf({ id, role, state, incident, story, contrast, reached }) };
  });
}

function stateOf(id, reached, last) {
  if (id === 'route') return reached.tcp?.ok ? 'ok' : 'unknown';
  if (reached[id]?.ok) return 'ok';
  return ORDER.indexOf(id) > last && last >= 0 ? 'unreached' : 'unknown';
}

/** Per step: how many failing runs came through it. */
function reachedBy(story) {
  const total = story.failing.length;
  const facts = story.failing.map(runFacts);
  const count = (step) => facts.filter((f) => f[step] && !f[step].failure).length;
  return Object.fromEntries(['dns', 'tcp', 'tls', 'http'].map((step) => [step, { ok: count(step), total }]));
}

function noteOf({ id, role, state, incident, story, contrast, reached }) {
  if (role === 'cause' || role === 'both') return causeNote(id, incident, story, contrast, role);
  if (role === 'symptom') return symptomNote(story, incident);
  if (incident.causes?.[0]?.layer === 'vantage') return id === 'route' ? 'not judged meanwhile' : '';
  if (state === 'unreached') return 'not reached';
  if (state === 'unknown') return 'not judged';
  if (id === 'route') return `packets arrive, ${reached.tcp.ok} of ${reached.tcp.total}`;
  const verb = { dns: 'answered', tcp: 'connects', tls: 'certificate valid', http: 'responds' }[id] ?? 'sound';
  return `${verb}, ${reached[id].ok} of ${reached[id].total}`;
}

function symptomNote(story, incident) {
  const symptom = story?.symptom ?? incident.symptoms?.[0];
  if (symptom?.layer === 'http' && story) {
    const status = tally(story.failing.map((m) => runFacts(m).http?.status))[0]?.key;
    if (status >= 400) return `answers ${status}`;
  }
  return symptomWords(symptom);
}

function causeNote(id, incident, story, contrast, role) {
  if (id === 'dns' && contrast?.kind === 'answer' && contrast.good && contrast.bad.addresses.length) return 'two answers to one question';
  if (id === 'tls' && contrast?.kind === 'certificate') return symptomNote(story, incident);
  if (role === 'both') return symptomNote(story, incident);
  return faultWords(incident.causes[0].category);
}
