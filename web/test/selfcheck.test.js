import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selfCheckOf } from '../src/lib/selfcheck.js';
import { settlingTest } from '../src/lib/settle.js';

const incident = { services: [], state: 'open', causes: [{ category: 'vantage-fault', layer: 'vantage', entity: { kind: 'vantage', id: 'v1' }, evidence: [{ claim: 'its clock is off', nats: 9 }] }] };
const vantage = (id, heartbeat, state = 'healthy') => ({ id, state, city: 'Oslo', isp: 'Example', lastHeartbeat: '2024-10-01T11:00:00.000Z', heartbeat });
const anchors = (ok) => ({ tried: 5, ok });
const others = [vantage('v2', { anchors: anchors(5), clockOffsetMs: 3 }), vantage('v3', { anchors: anchors(5), clockOffsetMs: -41000 })];

test('a clock that is off stands beside the clocks of the others', () => {
  const check = selfCheckOf(incident, [vantage('v1', { anchors: anchors(5), clockOffsetMs: 600000 }, 'blind'), ...others]);
  assert.equal(check.bad.answer, '10 min ahead');
  assert.equal(check.good.answer, 'within 41 s');
  assert.deepEqual(check.bad.rows.filter((r) => r.tone).map((r) => r.label), ['clock']);
  assert.equal(settlingTest(incident, { kind: 'vantage' }, check).text, "Its clock stands 10 min ahead of the server's; the clocks of the 2 others are at most 41 s off.");
});

test('an uplink that is down stands beside the anchors of the others', () => {
  const check = selfCheckOf(incident, [vantage('v1', { anchors: anchors(2), clockOffsetMs: 0 }, 'blind'), ...others]);
  assert.equal(check.bad.answer, '2 of 5 anchors');
  assert.equal(check.good.answer, '10 of 10 anchors');
});

test('a vantage that says nothing amiss of itself has no second side; the claim is its test', () => {
  const check = selfCheckOf(incident, [vantage('v1', { anchors: anchors(5), clockOffsetMs: 0 }, 'blind'), ...others]);
  assert.equal(check, undefined);
  assert.deepEqual(settlingTest(incident, { kind: 'vantage' }, check), { text: 'Its clock is off' });
  assert.equal(selfCheckOf(incident, others), undefined);
});
