// The incidents of the front page, in the order in which a person wants them.

const RANK = { global: 0, major: 1, partial: 2, degraded: 3 };
const newest = (a, b) => (a.startedAt < b.startedAt ? 1 : -1);

/**
 * {open, recovering, suspected, blind, ended}: open ones by severity, the rest newest first; `blind` are the vantages' own faults
 * while they last. What was merged is told by the incident that took it in.
 */
export function board(incidents) {
  const of = (...states) => incidents.filter((i) => states.includes(i.state)).sort(newest);
  const suffered = (i) => i.services?.length > 0;
  return {
    open: of('open').filter(suffered).sort((a, b) => (RANK[a.severity] ?? 9) - (RANK[b.severity] ?? 9) || newest(a, b)),
    recovering: of('recovering').filter(suffered),
    suspected: of('suspected').filter(suffered),
    blind: of('open', 'recovering').filter((i) => !suffered(i)),
    ended: of('resolved', 'retracted'),
  };
}

/** Until when it lasted, or lasts: its end; else the last word on it, when that is final; else now. */
export const lastedUntil = (incident, now) =>
  incident.endedAt ?? (['resolved', 'retracted', 'merged'].includes(incident.state) ? incident.emittedAt : now ?? incident.emittedAt);

/** The list with one incident put in or replaced by a newer version. */
export function patched(incidents, changed) {
  const known = incidents.find((i) => i.id === changed.id);
  if (known && known.version > changed.version) return incidents;
  return [changed, ...incidents.filter((i) => i.id !== changed.id)];
}
