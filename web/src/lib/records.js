// The raw records: what to show of them in a row, which to show, how to export them.

import { outcome } from './facts.js';
import { symptomWords } from './words.js';

/** One line on a measurement. */
export function rowOf(m) {
  const result = outcome(m);
  const words = { ok: 'healthy', inconclusive: result.reason ?? 'no vote' }[result.state] ?? symptomWords(result);
  return { id: m.id, at: m.at, vantage: m.vantage, check: m.check, depth: m.depth, state: result.state, words };
}

/** `filter` is {state: all|fail|ok, ids?: those of one claim}. */
export function chosen(items, filter) {
  const ids = filter.ids && new Set(filter.ids);
  return items.filter((m) => (!ids || ids.has(m.id)) && (filter.state === 'all' || outcome(m).state === filter.state));
}

export const jsonLines = (records) => records.map((r) => `${JSON.stringify(r)}\n`).join('');
