// Who is hit and who is not, with every number's denominator.

import { runFacts, tally } from './facts.js';
import { plural } from './words.js';

/** The counts of the scope; `all` is how many vantages measured the checks concerned. */
export function scopeCounts(incident) {
  const failing = incident.scope?.failing?.length ?? 0;
  const healthy = incident.scope?.healthy?.length ?? 0;
  const all = Math.max(incident.view?.vantages ?? 0, failing + healthy);
  return { failing, healthy, all, between: all - failing - healthy };
}

/** Countries, networks and resolvers of the hit vantages. */
export function reachOf(incident, vantages, story) {
  const hit = (incident.scope?.failing ?? []).map((id) => vantages.get(id)).filter(Boolean);
  return {
    countries: new Set(hit.map((v) => v.country).filter(Boolean)).size,
    networks: new Set(hit.map((v) => v.asn).filter(Boolean)).size,
    resolvers: new Set((story?.failing ?? []).map(resolverOf).filter(Boolean)).size,
  };
}

const resolverOf = (m) => {
  const { operator, address } = runFacts(m).dns?.resolver ?? {};
  return operator ?? address;
};

/**
 * The hit and the spared side by side, by what sets them apart best: the resolver asked where answers differ, else the network.
 * {by, rows: [{name, hit, all}]}, most hit first; undefined when nobody is spared.
 */
export function sidesOf(incident, vantages, story) {
  if (!incident.scope?.failing?.length || !incident.scope.healthy?.length) return undefined;
  const byResolver = story?.kind === 'answer' && story.spared.length > 0;
  const [hit, spared] = byResolver
    ? [story.failing.map(resolverOf), story.spared.map(resolverOf)]
    : [incident.scope.failing, incident.scope.healthy].map((ids) => ids.map((id) => vantages.get(id)?.isp));
  const counts = new Map(tally([...hit, ...spared]).map(({ key, count }) => [key, { name: key, hit: 0, all: count }]));
  for (const { key, count } of tally(hit)) counts.get(key).hit = count;
  const rows = [...counts.values()].sort((a, b) => b.hit / b.all - a.hit / a.all || b.all - a.all || (a.name < b.name ? -1 : 1));
  return rows.length ? { by: byResolver ? 'resolver asked' : 'network', rows } : undefined;
}

/** Who is spared and who is not, in words, where the resolver asked decides it alone; nothing where it does not. */
export function partedWords(sides) {
  if (sides?.by !== 'resolver asked' || sides.rows.some((row) => row.hit > 0 && row.hit < row.all)) return '';
  const names = (rows) => listed(rows.map((row) => row.name));
  const [bad, good] = [sides.rows.filter((row) => row.hit), sides.rows.filter((row) => !row.hit)];
  return bad.length && good.length ? `Whoever asks ${names(bad)} is hit; whoever asks ${names(good)} is spared` : '';
}

/** How many of the spared fit the pattern too, where it says only what the vantages themselves are. */
export function sparedLike(incident, vantages) {
  const traits = Object.entries(incident.scope?.pattern ?? {});
  const spared = (incident.scope?.healthy ?? []).map((id) => vantages.get(id)).filter(Boolean);
  if (!traits.length || !traits.every(([key]) => spared.some((v) => v[key] !== undefined))) return 0;
  return spared.filter((v) => traits.every(([key, values]) => values.includes(v[key]))).length;
}

const KEYS = {
  'resolver.operator': 'resolver', 'resolver.id': 'resolver kind', 'address.asn': 'network of the address', asn: 'AS', isp: 'ISP', country: 'country',
  continent: 'continent', region: 'region', city: 'city', answer: 'answer', address: 'address', family: 'IP version', check: 'check',
};

/** The pattern that covers the hit and spares the rest: "resolver Comcast, country US"; nothing when it is empty. */
export function patternWords(pattern) {
  if (!pattern) return '';
  return Object.entries(pattern).map(([key, values]) => (key === 'network' ? kindsOfNetwork(values) : `${KEYS[key] ?? key} ${listed(values)}`)).join(', ');
}

const NETWORKS = { eyeball: 'home', wireless: 'mobile', enterprise: 'company', academic: 'university', cloud: 'cloud', backbone: 'backbone' };
const kindsOfNetwork = (values) => `${listed(values.map((v) => NETWORKS[v] ?? v))} networks`;

function listed(values) {
  const shown = values.length > 3 ? [...values.slice(0, 3), `${values.length - 3} more`] : values;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}` : `${shown[0]}`;
}

export const hitWords = (counts) => `${counts.failing} of ${plural(counts.all, 'vantage')}`;
