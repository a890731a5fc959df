// The incidents of the front page, in the order in which a person wants them.

const RANK = { global: 0, major: 1, partial: 2, degraded: 3 };
const newest = (a, b) => (a.startedAt < b.startedAt ? 1 : -1);

/** {open, suspected, recovering, ended}: open ones by severity, the rest newest first. */
export function board(incidents) {
  const of = (...states) => incidents.filter((i) => states.includes(i.state)).sort(newest);
  return {
    open: of('open').sort((a, b) => (RANK[a.severity] ?? 9) - (RANK[b.severity] ?? 9) || newest(a, b)),
    suspected: of('suspected'),
    recovering: of('recovering'),
    ended: of('resolved', 'retracted', 'merged'),
  };
}

/** The list with one incident put in or replaced by a newer version. */
export function patched(incidents, changed) {
  const known = incidents.find((i) => i.id === changed.id);
  if (known && known.version > changed.version) return incidents;
  return [changed, ...incidents.filter((i) => i.id !== changed.id)];
}
