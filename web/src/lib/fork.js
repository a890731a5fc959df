// Where the answers part: a stem that all share, then a branch for each camp.

import { addressesOf, answerKey, runFacts, tally } from './facts.js';
import { delegationWalk, serverCamps, serverList } from './servers.js';
import { plural, shownLeaf } from './words.js';

/** {stem: [node], branches: [{tone, caption, nodes: [node]}]}, or undefined when nothing parts. A node is {name, note}. */
export function forkOf(story, contrast) {
  if (story.kind === 'vantage' || !story.failing.length) return undefined;
  return byServer(story, contrast) ?? byResolver(story) ?? byAddress(story);
}

function byServer(story, contrast) {
  const asked = story.sick.length ? story.sick : story.within;
  const camps = serverCamps(asked, story.host);
  if (camps.length < 2) return undefined;
  const wrong = new Set((contrast?.bad.addresses ?? []).map((a) => a.address));
  const isBad = (camp) => (wrong.size ? camp.addresses.some((a) => wrong.has(a.data)) : camp.addresses.length === 0);
  const branches = camps.map((camp) => {
    const bad = isBad(camp);
    const side = bad ? contrast?.bad : contrast?.good;
    return {
      tone: bad ? 'bad' : 'good',
      caption: side && captionOf(side),
      nodes: [
        { name: serverList(camp.servers), note: [camp.rcode === 'NOERROR' ? undefined : camp.rcode, camp.serials.length ? `serial ${camp.serials.join(', ')}` : undefined, camp.dnssec === 'bogus' && 'DNSSEC bogus'].filter(Boolean).join(' · ') },
        ...(camp.addresses.length ? [addressNode(camp.addresses, side)] : []),
      ],
    };
  });
  return { title: 'Where the answers part', stem: stemOf(asked), branches: branches.slice(0, 4) };
}

function stemOf(runs) {
  const walk = delegationWalk(runs);
  return walk.map((cut, i) => ({
    name: i === 0 && !cut.zone.includes('.') ? '. (root)' : `${walk[i - 1]?.zone ?? 'parent'}.`,
    note: `${plural(cut.parents.size, 'server')} asked, ${cut.sets.size === 1 ? 'all agree' : `${cut.sets.size} sets of NS`}`,
    odd: cut.sets.size > 1,
  }));
}

const addressNode = (addresses, side) => ({
  name: addresses.length > 1 ? `${addresses[0].data} +${addresses.length - 1}` : addresses[0].data,
  note: [addresses[0].owner, side?.leaf && `certificate ${shownLeaf(side.leaf)}`].filter(Boolean).join(' · '),
});

function captionOf(side) {
  const through = side.resolvers.length > 1 ? ` through ${side.resolvers.length} resolvers` : '';
  return `${plural(side.vantages, 'vantage')} ${side.vantages === 1 ? 'is' : 'are'} led here${through}`;
}

/** Runs by the resolver's operator, where one side has operators of its own. */
function byResolver(story) {
  if (story.kind !== 'answer' || !story.spared.length) return undefined;
  return split(story, {
    keyOf: (m) => runFacts(m).dns?.resolver?.operator ?? runFacts(m).dns?.resolver?.address,
    stem: [{ name: story.host, note: 'one question' }],
    ends: (runs) => {
      const dns = runs.map((m) => runFacts(m).dns).filter(Boolean);
      const key = tally(dns.map(answerKey))[0]?.key;
      const answers = addressesOf(dns.find((o) => answerKey(o) === key)?.answers);
      return answers.length ? addressNode(answers) : { name: key ?? 'no answer', note: 'no address' };
    },
  });
}

/** Runs by the address they connected to. */
function byAddress(story) {
  if (!story.spared.length) return undefined;
  return split(story, {
    keyOf: (m) => runFacts(m).address,
    stem: [{ name: story.host, note: 'one name' }],
    ends: (runs) => {
      const f = runFacts(runs[0]);
      const failed = f.result.state === 'fail';
      return { name: failed ? `${f.result.layer} ${f.result.code}` : `HTTP ${f.http?.status ?? 'ok'}`, note: f.http?.pop ?? '' };
    },
  });
}

function split(story, { keyOf, stem, ends }) {
  const bad = tally(story.failing.map(keyOf));
  const good = tally(story.spared.map(keyOf));
  const badKeys = new Set(bad.map((b) => b.key));
  const shared = good.filter((g) => badKeys.has(g.key)).reduce((sum, g) => sum + g.count, 0);
  if (!bad.length || !good.length || shared * 4 > story.spared.length) return undefined;
  const branch = (tone, keys, runs) => ({
    tone,
    caption: `${plural(runs.length, 'vantage')} ${tone === 'bad' ? 'fail here' : 'arrive this way'}`,
    nodes: [{ name: keys.slice(0, 2).map((k) => k.key).join(', '), note: keys.length > 2 ? `and ${keys.length - 2} more` : '' }, ends(runs)],
  });
  return { title: 'Where the answers part', stem, branches: [branch('good', good, story.spared), branch('bad', bad, story.failing)] };
}
