import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrastOf, inOneSentence } from '../src/lib/contrast.js';
import { forkOf } from '../src/lib/fork.js';
import { plumbLine } from '../src/lib/layers.js';
import { settlingTest } from '../src/lib/settle.js';
import { busiestService, storyOf } from '../src/lib/story.js';
import { dns, failure, healthyRun, HOST, http, incidentOf, RIGHT, run, tcp, tls, WRONG, wrongAnswer } from './make.js';

const tell = ({ incident, evidence }) => {
  const story = storyOf(incident, evidence, busiestService(incident, evidence));
  return { incident, story, contrast: contrastOf(story) };
};

test('wrong DNS: two answers, each with its servers and its certificate', () => {
  const { story, contrast } = tell(wrongAnswer());
  assert.equal(story.failing.length, 2);
  assert.equal(contrast.title, 'Two answers to one question');
  assert.equal(contrast.question, `${HOST} A`);
  assert.equal(contrast.bad.answer, WRONG);
  assert.equal(contrast.good.answer, RIGHT[0]);
  assert.deepEqual(contrast.bad.servers, ['ns9.bad.example']);
  assert.deepEqual(contrast.good.servers, ['ns1.good.example', 'ns2.good.example']);
  assert.equal(inOneSentence(contrast), `Those hit get ${WRONG}, the others ${RIGHT[0]}.`);
});

test('wrong DNS: the bob hangs at DNS, it hurts at TLS, HTTP is not reached', () => {
  const { incident, story, contrast } = tell(wrongAnswer());
  const rows = plumbLine(incident, story, contrast);
  assert.deepEqual(rows.map((r) => [r.id, r.role ?? r.state]), [['route', 'ok'], ['dns', 'cause'], ['tcp', 'ok'], ['tls', 'symptom'], ['http', 'unreached']]);
  assert.equal(rows[1].note, 'two answers to one question');
});

test('wrong DNS: the same name at the right address settles it', () => {
  const { incident, story } = tell(wrongAnswer());
  const settle = settlingTest(incident, story);
  assert.match(settle.text, /From the same 2 vantages, the same name at 192\.0\.2\.10/);
  assert.equal(settle.count, '2 of 2');
  assert.match(settle.verdict, /follows the address/);
});

test('wrong DNS: the answers part between the servers', () => {
  const { story, contrast } = tell(wrongAnswer());
  const fork = forkOf(story, contrast);
  assert.deepEqual(fork.stem.map((n) => n.name), ['. (root)', 'com.']);
  assert.deepEqual(fork.branches.map((b) => b.tone), ['good', 'bad']);
  assert.equal(fork.branches[1].nodes[1].name, WRONG);
});

test('the record\'s own settling sentence goes first', () => {
  const { incident, story } = tell(wrongAnswer());
  assert.deepEqual(settlingTest({ ...incident, settles: 'Asked.' }, story), { text: 'Asked.' });
});

test('wrong certificate everywhere: what changed, and no fork', () => {
  const bad = (v) => run(v, [dns(RIGHT), tcp(RIGHT[0]), tls(RIGHT[0], 'internal.example.net', failure('tls', 'name_mismatch'))]);
  const before = { at: '2024-10-01T11:00:00.000Z' };
  const told = tell({
    incident: incidentOf({ scope: { failing: ['v1', 'v2'], healthy: [] }, causes: [{ category: 'tls-wrong-certificate', layer: 'tls', confidence: 0.9, evidence: [] }] }),
    evidence: { items: [bad('v1'), bad('v2'), healthyRun('v1', before), healthyRun('v2', before)] },
  });
  assert.equal(told.contrast.title, 'What changed');
  assert.match(told.contrast.bad.heading, /^From \d\d:\d\d: 2 vantages failing$/);
  assert.equal(told.contrast.good.heading, 'Before: 2 vantages arriving');
  assert.equal(told.contrast.bad.answer, 'internal.example.net');
  assert.equal(told.contrast.bad.rows.find((r) => r.tone).text, 'not for this name');
  assert.equal(inOneSentence(told.contrast), `The certificate shown is for internal.example.net, the right one for ${HOST}.`);
  assert.equal(inOneSentence(told.contrast, { entity: { kind: 'certificate', id: 'sha-internal.example.net' } }), `The right one is for ${HOST}.`, 'said once');
  assert.ok(told.contrast.shared.some((r) => r.label === 'address' && r.text === RIGHT[0]), 'what is the same is said once');
  assert.ok(!told.contrast.bad.rows.some((r) => r.label === 'address'));
  assert.equal(forkOf(told.story, told.contrast), undefined);
  assert.equal(plumbLine(told.incident, told.story, told.contrast).find((r) => r.id === 'tls').role, 'both');
  assert.equal(settlingTest(told.incident, told.story).count, '2 of 2');
});

test('one resolver fails: grouped by resolver, settled by another resolver', () => {
  const bad = (v) => run(v, [dns([], { operator: 'Bad ISP', rcode: 'SERVFAIL', ...failure('dns', 'servfail') }), { ...dns(RIGHT, { operator: 'Public DNS' }), crossover: true }], { depth: 'diagnostic' });
  const told = tell({
    incident: incidentOf({ symptoms: [{ layer: 'dns', code: 'servfail' }], causes: [{ category: 'dns-resolver-failure', layer: 'dns', confidence: 0.9, evidence: [] }] }),
    evidence: { items: [bad('v1'), bad('v2'), healthyRun('v3', {}, 'Public DNS')] },
  });
  assert.equal(told.contrast.bad.answer, 'SERVFAIL');
  assert.equal(settlingTest(told.incident, told.story).verdict, 'The fault follows the resolver, not the name.');
  assert.deepEqual(forkOf(told.story, told.contrast).branches.map((b) => b.nodes[0].name), ['Public DNS', 'Bad ISP']);
});

test('HTTP 503 behind a sound way: two outcomes, settled behind the connection', () => {
  const bad = (v) => run(v, [dns(RIGHT), tcp(RIGHT[0]), tls(RIGHT[0], HOST), http(RIGHT[0], 503, failure('http', 'status'))]);
  const told = tell({
    incident: incidentOf({ symptoms: [{ layer: 'http', code: 'status' }], causes: [{ category: 'cdn-edge-failure', layer: 'http', confidence: 0.9, evidence: [] }] }),
    evidence: { items: [bad('v1'), bad('v2'), healthyRun('v3')] },
  });
  assert.equal(told.contrast.title, 'Two outcomes of one request');
  assert.equal(plumbLine(told.incident, told.story, told.contrast).at(-1).note, 'answers 503');
  assert.match(settlingTest(told.incident, told.story).text, /the answer is 503$/);
});

test('a vantage at fault without a self-check: a row of its own, and the strongest claim as its test', () => {
  const told = tell({
    incident: incidentOf({
      services: [], scope: { failing: ['v1'], healthy: [] }, symptoms: [{ layer: 'dns', code: 'timeout' }],
      causes: [{ category: 'vantage-fault', layer: 'vantage', confidence: 0.9, evidence: [{ claim: 'Weak.', nats: 1 }, { claim: 'Its own anchors fail.', nats: 9, failing: 5, total: 5 }] }],
    }),
    evidence: { items: [run('v1', [dns([], failure('dns', 'timeout'))])] },
  });
  assert.equal(told.contrast, undefined);
  assert.equal(plumbLine(told.incident, told.story)[0].id, 'vantage');
  assert.deepEqual(settlingTest(told.incident, told.story), { text: 'Its own anchors fail' });
});

test('an incident without evidence still has its plumb line', () => {
  const rows = plumbLine(incidentOf());
  assert.deepEqual(rows.filter((r) => r.role).map((r) => r.id), ['dns', 'tls']);
});
