import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dependencies, layerRows } from '../src/lib/sight.js';
import { agentWords, chosenVantages, clockWords, queueWords, selfCheck, whyNot } from '../src/lib/vantages.js';

test('a self-check says how many anchors answer, and whether something lies', () => {
  assert.deepEqual(selfCheck({ anchors: { tried: 5, ok: 5 }, mustFail: { tried: 1, ok: 0 } }), { text: '5 of 5 anchors', bad: false });
  assert.deepEqual(selfCheck({ anchors: { tried: 5, ok: 2 } }), { text: '2 of 5 anchors', bad: true });
  assert.deepEqual(selfCheck({ anchors: { tried: 5, ok: 5 }, mustFail: { tried: 2, ok: 1 } }), { text: '5 of 5 anchors, 1 of 2 that must fail answers', bad: true });
  assert.deepEqual(selfCheck(undefined), { text: '', bad: false });
});

test('clock and queue are told with their units, and what is wrong is marked', () => {
  assert.deepEqual(clockWords({ clockOffsetMs: -3.2 }), { text: '3 ms behind', bad: false });
  assert.deepEqual(clockWords({ clockOffsetMs: 0 }), { text: 'right', bad: false });
  assert.deepEqual(clockWords({ clockOffsetMs: 600000 }), { text: '10 min ahead', bad: true });
  assert.deepEqual(queueWords({ queued: 3, dropped: 0 }), { text: '3 waiting', bad: false });
  assert.deepEqual(queueWords({ queued: 3, dropped: 9 }), { text: '3 waiting, 9 dropped', bad: true });
  assert.deepEqual(queueWords({}), { text: '', bad: false });
  assert.equal(agentWords({ version: '0.1.0', uptimeMs: 7200000, families: [4, 6] }), '0.1.0, up 2 h, IPv4, IPv6');
});

test('a vantage that says nothing says why', () => {
  const now = '2024-10-01T11:10:00.000Z';
  assert.equal(whyNot({ state: 'silent', lastHeartbeat: '2024-10-01T11:00:00.000Z' }, now), 'not heard for 10 min');
  assert.equal(whyNot({ state: 'silent' }, now), 'never heard');
  assert.equal(whyNot({ state: 'blind', heartbeat: { anchors: { tried: 5, ok: 0 } } }, now), 'no anchor answers it');
  assert.equal(whyNot({ state: 'blind', heartbeat: { anchors: { tried: 5, ok: 5 } } }, now, {}), 'found at fault');
  assert.equal(whyNot({ state: 'healthy' }, now), '');
});

test('the blind come first, and words reach over place and network', () => {
  const all = [{ id: 'a', state: 'healthy', city: 'Rome', isp: 'Uno' }, { id: 'b', state: 'silent', city: 'Oslo' }, { id: 'c', state: 'blind', network: 'eyeball' }];
  const ids = (query) => chosenVantages(all, new URLSearchParams(query)).map((v) => v.id);
  assert.deepEqual(ids(''), ['c', 'b', 'a']);
  assert.deepEqual(ids('q=rome uno'), ['a']);
  assert.deepEqual(ids('q=home'), ['c']);
  assert.deepEqual(ids('state=silent'), ['b']);
});

test('layers count with their denominators, and who does not get there', () => {
  const rows = layerRows({ vantages: 36, layers: [{ layer: 'ip', ok: 36, failing: 0 }, { layer: 'tls', ok: 16, failing: 20, code: 'name_mismatch' }, { layer: 'http', ok: 16, failing: 0 }] });
  assert.deepEqual(rows.map((r) => r.note), ['36 of 36 vantages', '20 of 36 fail: a certificate for another name', '16 of 36 vantages; 20 do not get there']);
  assert.deepEqual(rows.map((r) => r.state), ['ok', 'fail', 'ok']);
  assert.deepEqual(layerRows(undefined), []);
});

test('dependencies are grouped by kind; what was not met has no group', () => {
  const groups = dependencies([
    { kind: 'address', id: '192.0.2.1', name: 'Example', asn: 64500, vantages: 3 }, { kind: 'asn', id: '64500', name: 'Example', vantages: 3 },
    { kind: 'certificate', id: 'ab'.repeat(32), name: 'www.example', notAfter: '2026-06-01T00:00:00.000Z', vantages: 2 },
  ]);
  assert.deepEqual(groups.map((g) => g.kind), ['address', 'asn', 'certificate']);
  assert.deepEqual(groups.map((g) => [g.entities[0].text, g.entities[0].note]), [
    ['192.0.2.1', 'Example · AS64500'], ['AS64500', 'Example'], ['www.example', 'until 2026-06-01 · abababababab…'],
  ]);
});
