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

/** "everyone through Google (9 of 9)": resolvers whose every measured vantage is spared. */
export function sparedBy(story) {
  const bad = new Set(story.failing.map(resolverOf));
  return tally(story.spared.map(resolverOf)).filter(({ key, count }) => count > 1 && !bad.has(key)).slice(0, 3);
}

const KEYS = {
  'resolver.operator': 'resolver', 'resolver.id': 'resolver kind', 'address.asn': 'network of the address', asn: 'AS', isp: 'ISP', country: 'country',
  continent: 'continent', region: 'region', city: 'city', network: 'kind of network', answer: 'answer', address: 'address', family: 'IP version', check: 'check',
};

/** The pattern that covers the hit and spares the rest: "resolver Comcast, country US"; nothing when it is empty. */
export function patternWords(pattern) {
  if (!pattern) return '';
  const entries = Object.entries(pattern);
  if (!entries.length) return '';
  return entries.map(([key, values]) => `${KEYS[key] ?? key} ${listed(values)}`).join(', ');
}

function listed(values) {
  const shown = values.slice(0, 3).join(' or ');
  return values.length > 3 ? `${shown} or ${values.length - 3} more` : shown;
}

export const hitWords = (counts) => `${counts.failing} of ${plural(counts.all, 'vantage')}`;
