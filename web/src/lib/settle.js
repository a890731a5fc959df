// The test that settles it, in one sentence with its numbers.

import { answerKey, runFacts, tally } from './facts.js';
import { plural, symptomWords } from './words.js';

/** {text, count, verdict}: from the record itself where it says so, else from the cross-over tests, else the strongest claim. */
export function settlingTest(incident, story, selfCheck) {
  if (incident.settles) return { text: incident.settles };
  if (story?.kind === 'vantage') return selfCheck ? { text: selfCheck.settles } : ownClaim(incident);
  const layer = incident.causes?.[0]?.layer;
  return byAddress(story, layer) ?? byResolver(story, incident) ?? byAgreement(story, layer) ?? byClaim(incident);
}

const unique = (runs) => new Set(runs.map((m) => m.vantage)).size;
const crossovers = (story, step) => (story?.sick ?? []).map((m) => ({
  vantage: m.vantage,
  tests: m.observations.filter((o) => o.step === step && o.crossover && !o.inconclusive && (step !== 'tls' || !story.host || o.serverName === story.host)),
  own: new Set(m.observations.filter((o) => !o.crossover).map((o) => o.address).filter(Boolean)),
})).filter((run) => run.tests.length);

/** Same name, same place, another address. */
function byAddress(story, layer) {
  const step = story?.symptom?.layer === 'http' ? 'http' : 'tls';
  const runs = crossovers(story, step).filter((run) => run.tests.some((o) => !run.own.has(o.address)));
  if (!runs.length) return undefined;
  const total = unique(runs);
  const good = unique(runs.filter((run) => run.tests.some((o) => !o.failure && !run.own.has(o.address))));
  if (good * 2 < total) return undefined;
  const [first] = tally(runs.flatMap((run) => run.tests.filter((o) => !o.failure).map((o) => o.address)));
  return {
    text: `From the same ${plural(total, 'vantage')}, the same name at ${first.key} ${step === 'http' ? 'answers' : 'gives a valid certificate'}`,
    count: `${good} of ${total}`, verdict: layer === 'dns' ? 'The fault follows the address, not the place.' : undefined,
  };
}

/** Same question, same place, another resolver. */
function byResolver(story, incident) {
  const runs = crossovers(story, 'dns');
  if (!runs.length || story.symptom?.layer !== 'dns') return undefined;
  const total = unique(runs);
  const good = unique(runs.filter((run) => run.tests.some((o) => !o.failure && o.rcode === 'NOERROR' && answerKey(o) !== 'NODATA')));
  if (good * 2 < total) {
    return { text: `From the same ${plural(total, 'vantage')}, other resolvers fail the same question too`, count: `${total - good} of ${total}`, verdict: 'The fault is behind the resolvers.' };
  }
  const names = tally(runs.flatMap((run) => run.tests.filter((o) => !o.failure).map((o) => o.resolver?.operator ?? o.resolver?.address)));
  return {
    text: `From the same ${plural(total, 'vantage')}, the same question to ${names.slice(0, 2).map((n) => n.key).join(' or ')} is answered`,
    count: `${good} of ${total}`,
    verdict: incident.causes?.[0]?.category === 'dns-resolver-failure' ? 'The fault follows the resolver, not the name.' : undefined,
  };
}

/** Everyone hit gets the same wrong thing after sound lower layers. */
function byAgreement(story, layer) {
  if (!story?.failing.length || story.symptom?.layer !== layer || !['tls', 'http'].includes(layer)) return undefined;
  const facts = story.failing.map(runFacts);
  const total = facts.length;
  if (layer === 'tls') {
    const same = tally(facts.map((f) => f.leaf?.sha256))[0];
    if (!same) return undefined;
    const networks = new Set(facts.map((f) => f.dns?.resolver?.operator)).size;
    return {
      text: `Asked through ${plural(networks, 'resolver')}, at ${plural(new Set(facts.map((f) => f.address)).size, 'address', 'addresses')}, the server shows one and the same: ${symptomWords(story.symptom)}`,
      count: `${same.count} of ${total}`, verdict: 'The fault is at the server, not on the way.',
    };
  }
  const through = facts.filter((f) => f.http?.status >= 400).length;
  if (!through) return undefined;
  const status = tally(facts.map((f) => f.http?.status))[0].key;
  return {
    text: `From the hit vantages the connection and the certificate are sound, and the answer is ${status}`,
    count: `${through} of ${total}`, verdict: 'The fault is behind the connection, not on the way.',
  };
}

/** The claim for the cause that weighs most. */
export const heaviest = (incident) => (incident.causes?.[0]?.evidence ?? []).filter((e) => e.supports !== false).sort((a, b) => (b.nats ?? 0) - (a.nats ?? 0))[0];
export const sentence = (claim) => claim[0].toUpperCase() + claim.slice(1).replace(/\.$/, '');

/** The claim that weighs most, as the engine counted it. */
function byClaim(incident) {
  const claim = heaviest(incident);
  return claim && { text: sentence(claim.claim), count: claim.total ? `${claim.failing ?? 0} of ${claim.total}` : undefined };
}

/** What is said of one vantage has nobody to be counted among. */
function ownClaim(incident) {
  const claim = heaviest(incident);
  return claim && { text: sentence(claim.claim) };
}
