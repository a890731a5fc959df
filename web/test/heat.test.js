import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatOf, stretches } from '../src/lib/heat.js';

const at = (minute) => `2024-10-01T11:${String(minute).padStart(2, '0')}:10.000Z`;
const fail = (minute, code = 'name_mismatch') => ({ at: at(minute), state: 'fail', layer: 'tls', code });
const ok = (minute) => ({ at: at(minute), state: 'ok' });
const strip = (vantages) => ({ from: '2024-10-01T11:00:00.000Z', to: '2024-10-01T11:10:00.000Z', stepMs: 60000, vantages });
const incident = { scope: { failing: ['v2', 'v3'] } };

test('hit vantages come first, the earliest to fail on top', () => {
  const heat = heatOf(strip([{ vantage: 'v1', cells: [ok(0)] }, { vantage: 'v2', cells: [ok(1), fail(5)] }, { vantage: 'v3', cells: [fail(3)] }]), incident);
  assert.deepEqual(heat.rows.map((r) => r.vantage), ['v3', 'v2', 'v1']);
  assert.equal(heat.columns, 10);
  assert.deepEqual([heat.rows[1].failed, heat.rows[1].total], [1, 2]);
});

test('of two runs in one step the worse is drawn, and both are counted', () => {
  const [row] = heatOf(strip([{ vantage: 'v2', cells: [ok(0), fail(4), ok(4)] }]), incident).rows;
  assert.equal(row.cells[4].state, 'fail');
  assert.equal(row.total, 3);
});

test('equal neighbours are one shape, a gap parts them, codes rank by frequency', () => {
  const heat = heatOf(strip([{ vantage: 'v2', cells: [ok(0), ok(1), ok(3), fail(4), fail(5), fail(6, 'timeout')] }]), incident);
  assert.deepEqual(stretches(heat.rows[0], heat.codes), [
    { shape: 'ok', start: 0, length: 2 }, { shape: 'ok', start: 3, length: 1 },
    { shape: 'fail0', start: 4, length: 2 }, { shape: 'fail1', start: 6, length: 1 },
  ]);
});

test('the strip begins with the first run', () => {
  const heat = heatOf(strip([{ vantage: 'v1', cells: [ok(4)] }, { vantage: 'v2', cells: [ok(3), fail(5)] }]), incident);
  assert.equal(new Date(heat.from).toISOString(), '2024-10-01T11:03:00.000Z');
  assert.equal(heat.columns, 7);
  assert.equal(heat.rows[0].firstFail, 2);
});

test('cells outside the strip are left out', () => {
  const [row] = heatOf(strip([{ vantage: 'v2', cells: [fail(30)] }]), incident).rows;
  assert.equal(row.total, 0);
});

test('vantages of one place and network are told apart', () => {
  const known = new Map([['us-lax-cox-1', { city: 'Los Angeles', isp: 'Cox' }], ['us-lax-cox-2', { city: 'Los Angeles', isp: 'Cox' }]]);
  const heat = heatOf(strip([{ vantage: 'us-lax-cox-1', cells: [] }, { vantage: 'us-lax-cox-2', cells: [] }, { vantage: 'unknown', cells: [] }]), incident, known);
  assert.deepEqual(heat.rows.map((r) => r.place), ['unknown', 'Los Angeles 1', 'Los Angeles 2']);
});
