// A vantage as its last heartbeat tells of it.

import { between, span } from './time.js';
import { rankOf, saysAll } from './states.js';

/** A clock further off than this is told apart: what it dates is corrected by it. */
const CLOCK_OFF_MS = 1000;
const QUEUE_LONG = 100;

const NETWORKS = { eyeball: 'home', wireless: 'mobile', enterprise: 'company', cloud: 'cloud', backbone: 'backbone' };

export const placeOf = (v) => [v.city, v.country].filter(Boolean).join(', ') || 'unplaced';
export const networkOf = (v) => [v.isp ?? (v.asn && `AS${v.asn}`), NETWORKS[v.network] ?? v.network].filter(Boolean).join(' · ');
export const isPlaced = (v) => Number.isFinite(v.lat) && Number.isFinite(v.lon);

/** {text, bad}: whether the targets that always answer do, and those that never do keep silent. */
export function selfCheck({ anchors, mustFail } = {}) {
  const lies = mustFail?.ok ?? 0;
  const parts = [];
  if (anchors?.tried) parts.push(`${anchors.ok} of ${anchors.tried} anchors`);
  if (lies) parts.push(`${lies} of ${mustFail.tried} that must fail ${lies === 1 ? 'answers' : 'answer'}`);
  return { text: parts.join(', '), bad: lies > 0 || (anchors?.tried > 0 && anchors.ok < anchors.tried) };
}

export function clockWords({ clockOffsetMs } = {}) {
  if (clockOffsetMs === undefined) return { text: '', bad: false };
  const off = Math.abs(clockOffsetMs);
  if (off < CLOCK_OFF_MS) return { text: off < 0.5 ? 'right' : `${Math.round(off)} ms ${clockOffsetMs > 0 ? 'ahead' : 'behind'}`, bad: false };
  return { text: `${span(off)} ${clockOffsetMs > 0 ? 'ahead' : 'behind'}`, bad: true };
}

export function queueWords({ queued, dropped } = {}) {
  const parts = [];
  if (queued !== undefined) parts.push(`${queued} waiting`);
  if (dropped) parts.push(`${dropped} dropped`);
  return { text: parts.join(', '), bad: queued > QUEUE_LONG || dropped > 0 };
}

/** What runs there, and since when. */
export function agentWords({ version, uptimeMs, families = [] } = {}) {
  return [version, uptimeMs !== undefined && `up ${span(uptimeMs)}`, families.length > 0 && families.map((f) => `IPv${f}`).join(', ')].filter(Boolean).join(', ');
}

/** Why a vantage says nothing of the world, in a few words; nothing where it does. */
export function whyNot(v, now, incident) {
  if (v.state === 'silent') return v.lastHeartbeat ? `not heard for ${span(between(v.lastHeartbeat, now ?? v.lastHeartbeat))}` : 'never heard';
  if (v.state !== 'blind') return '';
  const { tried, ok } = v.heartbeat?.anchors ?? {};
  return tried && !ok ? 'no anchor answers it' : incident ? 'found at fault' : 'its own fault hides the world from it';
}

/** The vantages that pass the filters of an address: q, state; those that need a look first. */
export function chosenVantages(vantages, query) {
  const state = query.get('state');
  return [...vantages].sort((a, b) => rankOf(a.state) - rankOf(b.state) || (a.id < b.id ? -1 : 1)).filter((v) => (!state || v.state === state)
    && saysAll(query.get('q'), [v.id, v.city, v.region, v.country, v.isp, v.asn && `AS${v.asn}`, v.network, NETWORKS[v.network], v.operator]));
}
