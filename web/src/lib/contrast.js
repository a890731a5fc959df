// Two sides of one question: what the hit vantages get, and what the spared ones get (or all got before).

import { addressesOf, answerKey, median, nameMatches, runFacts, tally } from './facts.js';
import { serverCamps, serverList } from './servers.js';
import { clock } from './time.js';
import { browserSays, plural, shownLeaf, symptomWords } from './words.js';

const TITLES = { answer: 'Two answers to one question', certificate: 'Two certificates for one name', outcome: 'Two outcomes of one request' };

/** {kind, title, question, bad, good, shared}, or undefined when there is no other side to hold it against. */
export function contrastOf(story) {
  if (story.kind === 'vantage' || !story.failing.length) return undefined;
  const other = story.spared.length ? story.spared : story.before;
  const camps = serverCamps(story.sick.length ? story.sick : story.within, story.host);
  const bad = sideOf(story, story.failing, camps);
  const good = other.length ? sideOf(story, other, camps) : undefined;
  const past = !story.spared.length;
  const sameAnswer = good && bad.key === good.key;
  const kind = story.kind === 'answer' && sameAnswer ? 'outcome' : story.kind;
  const astray = kind === 'answer' && bad.addresses.length > 0;
  bad.heading = `${plural(bad.vantages, 'vantage')} ${astray ? 'sent astray' : story.symptom?.layer === 'latency' ? 'slowed' : 'failing'}`;
  if (good) good.heading = `${plural(good.vantages, 'vantage')} arriving`;
  if (good && past) {
    bad.heading = `From ${clock(story.incident.startedAt)}: ${bad.heading}`;
    good.heading = `Before: ${good.heading}`;
  }
  const title = past && good ? 'What changed' : TITLES[kind];
  const byServer = kind === 'answer' && bad.servers.length > 0;
  const done = (side, tone) => finish(side, { kind, tone, byServer });
  return { kind, title, question: questionOf(story, kind), ...apart(done(bad, 'bad'), good && done(good, 'good')) };
}

/** What is the same on both sides tells them not apart: it is said once, below both. */
function apart(bad, good) {
  if (!good) return { bad, good, shared: [] };
  const same = (row) => !row.tone && good.rows.some((r) => !r.tone && r.label === row.label && r.text === row.text);
  const shared = bad.rows.filter(same);
  const own = (side) => ({ ...side, rows: side.rows.filter((row) => !shared.some((s) => s.label === row.label)) });
  return { bad: own(bad), good: own(good), shared };
}

/** What differs between the two sides, said for the head of the page after the cause. */
export function inOneSentence({ kind, bad, good }, cause) {
  if (!good) return '';
  if (kind === 'answer' && bad.answer !== good.answer) return `Those hit get ${bad.answer}, the others ${good.answer}.`;
  const [wrong, right] = [bad, good].map((side) => shownLeaf(side.leaf));
  if (kind !== 'certificate' || !wrong || !right || wrong === right) return '';
  if (cause?.entity?.id === bad.leaf.sha256) return `The right one is for ${right}.`;
  return `The certificate shown is for ${wrong}, the right one for ${right}.`;
}

function questionOf(story, kind) {
  const type = story.failing.map((m) => runFacts(m).dns?.question?.type).find(Boolean);
  return [story.host, kind === 'answer' ? type : undefined].filter(Boolean).join(' ');
}

function sideOf(story, runs, camps) {
  const facts = runs.map(runFacts);
  const addresses = tally(facts.flatMap((f) => (f.address ? [f.address] : addressesOf(f.dns?.answers).map((a) => a.data))));
  const owners = new Map(facts.flatMap((f) => addressesOf(f.dns?.answers)).map((a) => [a.data, a]));
  const keys = new Set(addresses.map((a) => a.key));
  const leaves = tally(facts.map((f) => f.leaf && (f.leaf.sha256 ?? f.leaf.subject)));
  const leaf = leaves.length ? facts.map((f) => f.leaf).find((l) => l && (l.sha256 ?? l.subject) === leaves[0].key) : undefined;
  const failed = facts.filter((f) => f.result.state === 'fail');
  return {
    vantages: runs.length,
    addresses: addresses.map(({ key, count }) => ({ address: key, count, owner: owners.get(key)?.owner, asn: owners.get(key)?.asn })),
    key: tally(facts.map((f) => f.dns && answerKey(f.dns)))[0]?.key,
    rcode: tally(facts.map((f) => f.dns?.rcode))[0]?.key,
    ede: tally(facts.flatMap((f) => f.dns?.ede ?? []))[0]?.key,
    servers: camps.filter((c) => c.addresses.some((a) => keys.has(a.data))).flatMap((c) => c.servers),
    resolvers: tally(facts.map((f) => f.dns?.resolver?.operator ?? f.dns?.resolver?.address)),
    leaf, leafMatches: leaf && [leaf.subject, ...(leaf.names ?? [])].some((n) => nameMatches(n, story.host)),
    status: tally(facts.map((f) => f.http?.status))[0],
    statuses: tally(facts.map((f) => f.http?.status)),
    failure: failed[0]?.result,
    failures: tally(failed.map((f) => `${f.result.layer}.${f.result.code}`)),
    elapsedMs: median(facts.map((f) => f.elapsedMs)),
    pops: tally(facts.map((f) => f.http?.pop)),
    trace: facts.map((f) => f.trace).find((t) => t && !t.reached),
  };
}

/** The rows of a side, the decisive one marked. */
function finish(side, { kind, tone, byServer }) {
  const [first, ...more] = side.addresses;
  const rows = [];
  const add = (label, text, decisive = false, mono = false) => text && rows.push({ label, text: String(text), tone: decisive ? tone : undefined, mono });
  const byName = kind === 'certificate' && side.leaf;
  add('address', byName && first && `${first.address}${more.length ? ` +${more.length}` : ''}`, false, true);
  add('owner', first && ownerText(first));
  add('answered by', serverList(side.servers), byServer, true);
  add('resolver', resolverText(side.resolvers), kind === 'answer' && !byServer);
  if (side.ede !== undefined) add('extended error', `EDE ${side.ede}`);
  add('certificate', leafText(side, byName), kind === 'certificate' || side.failure?.layer === 'tls');
  add('issuer', kind === 'certificate' && side.leaf?.issuer);
  add('valid', kind === 'certificate' && side.leaf?.notAfter && `${side.leaf.notBefore?.slice(0, 10) ?? ''} to ${side.leaf.notAfter.slice(0, 10)}`);
  add('path', side.trace && traceText(side.trace));
  add('PoPs', side.pops.length > 0 && side.pops.slice(0, 4).map((p) => p.key).join(', '));
  if (side.failure && !side.leaf && !side.status) add('outcome', symptomWords(side.failure), kind === 'outcome');
  add('HTTP', side.status && `${statusText(side.statuses)}${side.failure ? '' : ` in ${Math.round(side.elapsedMs)} ms`}`, kind === 'outcome');
  add('browser says', browserSays(side.failure), false, true);
  const answer = byName ? shownLeaf(side.leaf) : first?.address ?? side.rcode ?? symptomWords(side.failure);
  return { ...side, rows, answer, more: byName ? 0 : more.length };
}

const ownerText = ({ owner, asn }) => [owner, asn && `AS${asn}`].filter(Boolean).join(' · ');

const statusText = (statuses) => statuses.slice(0, 3).map((s) => s.key).join(', ');

function resolverText(resolvers) {
  const names = resolvers.slice(0, 3).map((r) => r.key).join(', ');
  return resolvers.length > 3 ? `${names} and ${resolvers.length - 3} more` : names;
}

/** Whose certificate it is, unless that stands above already, and what is to be said of it. */
function leafText({ leaf, leafMatches, failure }, named) {
  if (!leaf) return '';
  const name = named ? '' : `${shownLeaf(leaf)}, `;
  if (failure?.layer !== 'tls') return `${name}valid for this name`;
  return name + (leafMatches ? symptomWords(failure) : 'not for this name');
}

function traceText(trace) {
  const last = (trace.hops ?? []).findLast((h) => h.address);
  return last && `ends after ${plural(last.ttl, 'hop')}${last.asn ? ` in AS${last.asn}` : ''}`;
}
