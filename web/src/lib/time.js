// Times are shown in the reader's zone, with UTC beside or on hover. The clock is the server's `now`:
// scenario time may run fast and lie years back, so the browser's own clock is never asked.

const formats = new Map();

function format(options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', options));
  return formats.get(key);
}

function parts(at, zone, withSeconds) {
  const second = withSeconds ? { second: '2-digit' } : {};
  return format({ hour: '2-digit', minute: '2-digit', ...second, hourCycle: 'h23', timeZone: zone }).format(new Date(at));
}

export const clock = (at, zone) => parts(at, zone, false);
export const clockSeconds = (at, zone) => parts(at, zone, true);

export function day(at, zone) {
  return format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(new Date(at));
}

/** The whole of it in UTC, for a title attribute. */
export const utc = (at) => new Date(at).toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC');

export const isUtc = (zone) => clock('2024-07-01T12:00:00Z', zone) === '12:00' && clock('2024-01-01T12:00:00Z', zone) === '12:00';

/** A span of milliseconds in the two largest units that say something. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return join(hours, 'h', minutes % 60, 'min');
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const join = (big, bigUnit, small, smallUnit) => (small ? `${big} ${bigUnit} ${small} ${smallUnit}` : `${big} ${bigUnit}`);

export const between = (from, to) => new Date(to) - new Date(from);
