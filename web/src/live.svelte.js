// What is live: the server's clock and counts, and the stream of changes, with an honest word on the connection.

import * as api from './lib/api.js';

const RETRY_MS = 3000;
const QUIET_MS = 30000;

export const live = $state({ connection: 'connecting', status: undefined });

const listeners = new Set();
let source;
let lastSign = 0;

/** Calls `listener` with each changed incident, and with nothing after a lost connection came back. Returns how to stop. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (incident) => listeners.forEach((listener) => listener(incident));

function sign() {
  lastSign = performance.now();
  if (live.connection === 'live') return;
  const again = live.connection === 'reconnecting';
  live.connection = 'live';
  if (again) tell();
}

function lost() {
  live.connection = 'reconnecting';
}

function connect() {
  source?.close();
  source = new EventSource('/v1/events');
  source.addEventListener('open', sign);
  source.addEventListener('state', (event) => {
    live.status = JSON.parse(event.data);
    sign();
  });
  source.addEventListener('incident', (event) => {
    sign();
    tell(JSON.parse(event.data));
  });
  source.addEventListener('error', () => {
    lost();
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, RETRY_MS);
  });
}

/** A stream may die without a word: when it has been quiet for long, the server is asked whether it is still there. */
async function ask() {
  if (performance.now() - lastSign < QUIET_MS) return;
  try {
    live.status = await api.status();
    if (source?.readyState === EventSource.OPEN) sign();
  } catch {
    lost();
  }
}

export function start() {
  api.status().then((status) => (live.status ??= status), lost);
  connect();
  setInterval(ask, QUIET_MS / 2);
}
