import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoursOf, stripOf } from '../src/lib/strip.js';

const NOW = '2024-10-02T12:00:00.000Z';
const incident = (id, startedAt, endedAt, more = {}) => ({ id, startedAt, endedAt, openedAt: startedAt, state: endedAt ? 'resolved' : 'open', services: ['s'], severity: 'partial', ...more });

test('an open incident reaches to now, one that ended a day ago is not there', () => {
  const { bars } = stripOf([incident('old', '2024-10-01T10:00:00Z', '2024-10-01T11:00:00Z'), incident('open', '2024-10-02T06:00:00Z')], NOW);
  assert.deepEqual(bars.map((b) => [b.incident.id, b.start, b.width]), [['open', 0.75, 0.25]]);
});

test('incidents at one time lie in lanes, one after another share one', () => {
  const { bars, lanes } = stripOf([
    incident('a', '2024-10-01T18:00:00Z', '2024-10-02T00:00:00Z'), incident('b', '2024-10-01T20:00:00Z', '2024-10-01T22:00:00Z'), incident('c', '2024-10-02T06:00:00Z', '2024-10-02T07:00:00Z'),
  ], NOW);
  assert.deepEqual(bars.map((b) => [b.incident.id, b.lane]), [['a', 0], ['b', 1], ['c', 0]]);
  assert.equal(lanes, 2);
});

test('what began before the day begins at its edge, a short one can still be seen', () => {
  const { bars } = stripOf([incident('long', '2024-09-30T00:00:00Z', '2024-10-02T00:00:00Z'), incident('short', '2024-10-02T11:59:50Z', '2024-10-02T11:59:55Z')], NOW);
  assert.equal(bars[0].start, 0);
  assert.ok(bars[1].width > 0.005 && bars[1].start + bars[1].width <= 1.000001);
});

test('what never opened and what was merged is no bar, and too many at once are counted', () => {
  const many = Array.from({ length: 9 }, (_, i) => incident(`i${i}`, '2024-10-02T01:00:00Z'));
  const { bars, left } = stripOf([...many, incident('suspected', '2024-10-02T02:00:00Z', undefined, { openedAt: undefined }), incident('m', '2024-10-02T02:00:00Z', undefined, { state: 'merged' })], NOW);
  assert.equal(bars.length, 6);
  assert.equal(left, 3);
});

test('every sixth hour of the reader has a tick', () => {
  const ticks = hoursOf(NOW);
  assert.equal(ticks.length, 4);
  assert.ok(ticks.every((t) => new Date(t.at).getHours() % 6 === 0 && t.place > 0 && t.place <= 1));
});
