// The last 24 hours: each incident a bar from its beginning to its end, in as few lanes as hold them apart.

import { lastedUntil } from './board.js';

const DAY_MS = 24 * 3600 * 1000;
const LANES_MAX = 6;
/** As wide as a bar is at least, so that it can be seen and hit: a 150th of the day. */
const BAR_MIN = 1 / 150;
const GAP = 1 / 400;

/** {bars: [{incident, lane, start, width}], lanes, left}: places as shares of the day; `left` counts those that found no lane. */
export function stripOf(incidents, now) {
  const end = new Date(now).getTime();
  const share = (at) => Math.min(1, Math.max(0, 1 - (end - new Date(at).getTime()) / DAY_MS));
  const free = [];
  const bars = [];
  let left = 0;
  const shown = incidents.filter((i) => i.openedAt && i.state !== 'merged' && end - new Date(lastedUntil(i, now)) < DAY_MS);
  for (const incident of shown.sort((a, b) => new Date(a.startedAt) - new Date(b.startedAt))) {
    const until = share(lastedUntil(incident, now));
    const start = Math.min(share(incident.startedAt), 1 - BAR_MIN);
    const width = Math.max(BAR_MIN, until - start);
    let lane = free.findIndex((taken) => taken <= start);
    if (lane < 0) lane = free.length;
    if (lane >= LANES_MAX) {
      left += 1;
      continue;
    }
    free[lane] = start + width + GAP;
    bars.push({ incident, lane, start, width });
  }
  return { bars, lanes: Math.max(1, free.length), left };
}

/** Whole hours of the reader's clock on the day, every sixth: [{at, place}]. */
export function hoursOf(now) {
  const end = new Date(now);
  const last = new Date(end);
  last.setMinutes(0, 0, 0);
  const ticks = [];
  for (let hour = 0; hour < 24; hour += 1) {
    const at = new Date(last.getTime() - hour * 3600 * 1000);
    if (at.getHours() % 6 === 0) ticks.unshift({ at: at.toISOString(), place: 1 - (end - at) / DAY_MS });
  }
  return ticks;
}
