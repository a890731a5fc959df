// How a service or a vantage is: word first, then shape, colour last.

/** The worst first. */
const RANK = ['global', 'major', 'partial', 'degraded', 'blind', 'silent', 'undetermined', 'healthy'];

export const SERVICE_STATES = ['global', 'major', 'partial', 'degraded', 'blind', 'undetermined', 'healthy'];
export const VANTAGE_STATES = ['blind', 'silent', 'healthy'];

const MARKS = { healthy: '●', blind: '◌', silent: '◌', undetermined: '○' };

export const markOf = (state) => MARKS[state] ?? '✕';
export const rankOf = (state) => (RANK.includes(state) ? RANK.indexOf(state) : RANK.length - 2);
export const fails = (state) => rankOf(state) < rankOf('blind');

const SAID = {
  global: 'fails nearly everywhere', major: 'fails for half of the networks or more', partial: 'fails for some', degraded: 'is degraded for a few',
  blind: 'cannot be judged: its vantages are at fault', undetermined: 'was not measured lately', healthy: 'is healthy',
};

/** The state as the end of a sentence that begins with a service. */
export const stateSaid = (state) => SAID[state] ?? `is ${state}`;

export const CATEGORIES = {
  cdn: 'CDN', dns: 'DNS', cloud: 'Cloud', isp: 'ISP', saas: 'SaaS', email: 'E-mail', ucaas: 'Voice and meetings', secaas: 'Security', martech: 'Marketing',
  ads: 'Ads', analytics: 'Analytics', video: 'Video', social: 'Social', payment: 'Payment', developer: 'Developer', ai: 'AI', other: 'Other',
};

export const categoryWord = (category) => CATEGORIES[category] ?? category ?? CATEGORIES.other;
export const nameOf = (record) => record.name ?? record.id;

/** [{category, name, healthy, services}]: in the order of the list of categories, the unwell first in each. */
export function byCategory(services) {
  const groups = new Map();
  for (const s of services) {
    const category = s.category ?? 'other';
    groups.set(category, [...(groups.get(category) ?? []), s]);
  }
  const order = Object.keys(CATEGORIES);
  const place = (category) => (order.includes(category) ? order.indexOf(category) : order.length);
  return [...groups].sort(([a], [b]) => place(a) - place(b)).map(([category, list]) => ({
    category, name: categoryWord(category), healthy: list.filter((s) => s.state === 'healthy').length, services: worstFirst(list),
  }));
}

export const worstFirst = (services) => [...services].sort((a, b) => rankOf(a.state) - rankOf(b.state) || nameOf(a).localeCompare(nameOf(b)));

/** Whether every word of `q` occurs in one of the texts. */
export function saysAll(q, texts) {
  const all = texts.filter(Boolean).join('\n').toLowerCase();
  return (q ?? '').toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

/** The services that pass the filters of an address: q, state, category. */
export function chosenServices(services, query) {
  const [state, category] = [query.get('state'), query.get('category')];
  return worstFirst(services).filter((s) => (!state || s.state === state) && (!category || (s.category ?? 'other') === category)
    && saysAll(query.get('q'), [s.id, s.name, s.provider, categoryWord(s.category), ...(s.checks ?? []).map((c) => c.host)]));
}

/** What a check asks, as a person would write it. */
export function askedWords({ scheme, host, port, path }) {
  const usual = { https: 443, http: 80 }[scheme];
  const where = `${host ?? 'the first resolver'}${port && port !== usual ? `:${port}` : ''}`;
  return usual ? `${scheme}://${where}${path ?? '/'}` : `${where} (${scheme})`;
}
