// What a vantage says of itself in its last heartbeat, beside what the others say of themselves.

import { clockSeconds, span } from './time.js';
import { plural } from './words.js';

/** A clock further off than this is no clock to date a failure by. */
const CLOCK_OFF_MS = 120_000;

/** The same shape as `contrastOf` gives, and `settles`: the sentence that settles it. Undefined when it says nothing. */
export function selfCheckOf(incident, vantages) {
  const id = incident.causes?.[0]?.entity?.id;
  const own = vantages.find((v) => v.id === id);
  const beat = own?.heartbeat;
  const others = vantages.filter((v) => v.id !== id && v.state === 'healthy' && v.heartbeat);
  if (!beat || !others.length) return undefined;
  const tell = tellingSide(beat, others);
  if (!tell) return undefined;
  const rows = (facts) => facts.filter((row) => row.text);
  const most = Math.max(...others.map((v) => offset(v.heartbeat)));
  return {
    kind: 'vantage', title: 'What it says of itself', question: '', shared: [], settles: tell.settles,
    remark: 'An anchor is a target that always answers. A vantage that hears of too few of them, or whose clock is off, can say nothing of others.',
    bad: {
      heading: [own.city, own.isp].filter(Boolean).join(' · ') || own.id, answer: tell.bad, more: 0,
      rows: rows([
        { label: 'clock', text: clockText(beat), tone: tell.of === 'clock' && 'bad' },
        { label: 'anchors', text: anchorsText([beat]), tone: tell.of === 'anchors' && 'bad' },
        { label: 'last heard', text: own.lastHeartbeat && clockSeconds(own.lastHeartbeat) },
      ]),
    },
    good: {
      heading: `${plural(others.length, 'other vantage')}`, answer: tell.good, more: 0,
      rows: rows([
        { label: 'clock', text: `at most ${span(most)} off`, tone: tell.of === 'clock' && 'good' },
        { label: 'anchors', text: anchorsText(others.map((v) => v.heartbeat)), tone: tell.of === 'anchors' && 'good' },
      ]),
    },
  };
}

const offset = (beat) => Math.abs(beat.clockOffsetMs ?? 0);

/** The check that tells it apart: its clock, or else its anchors. */
function tellingSide(beat, others) {
  const all = `the ${plural(others.length, 'other')}`;
  if (offset(beat) > CLOCK_OFF_MS) {
    const most = span(Math.max(...others.map((v) => offset(v.heartbeat))));
    const [off, way] = [span(offset(beat)), beat.clockOffsetMs > 0 ? 'ahead' : 'behind'];
    return { of: 'clock', bad: `${off} ${way}`, good: `within ${most}`, settles: `Its clock stands ${off} ${way} of the server's; the clocks of ${all} are at most ${most} off.` };
  }
  const { tried, ok } = beat.anchors ?? {};
  if (!tried || ok === tried) return undefined;
  const theirs = sum(others.map((v) => v.heartbeat));
  return {
    of: 'anchors', bad: `${ok} of ${tried} anchors`, good: `${theirs.ok} of ${theirs.tried} anchors`,
    settles: `Of ${tried} anchors, targets that always answer, ${ok} answered it in its last self-check; ${all} had ${theirs.ok} of ${theirs.tried}.`,
  };
}

function sum(beats) {
  const tallies = beats.map((b) => b.anchors).filter(Boolean);
  return { ok: tallies.reduce((n, t) => n + t.ok, 0), tried: tallies.reduce((n, t) => n + t.tried, 0) };
}

function anchorsText(beats) {
  const { ok, tried } = sum(beats);
  return tried ? `${ok} of ${tried} answer` : '';
}

function clockText(beat) {
  if (beat.clockOffsetMs === undefined) return '';
  return offset(beat) < 1000 ? 'right' : `${span(offset(beat))} ${beat.clockOffsetMs > 0 ? 'ahead' : 'behind'}`;
}
