import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerKey, clientPath, hostOf, nameMatches, outcome, runFacts } from '../src/lib/facts.js';
import { astrayRun, dns, failure, healthyRun, HOST, http, RIGHT, run, tcp, tls, WRONG } from './make.js';

test('the client path leaves out cross-over tests, variations and facts about the way', () => {
  assert.deepEqual(clientPath(astrayRun('v1')).map((o) => o.step), ['dns', 'tcp', 'tls']);
  assert.equal(clientPath(run('v1', [dns(RIGHT, { variation: { edns: 'none' } })])).length, 0);
});

test('the outcome is the first failure of a run that did not reach the end', () => {
  assert.equal(outcome(healthyRun('v1')).state, 'ok');
  const { state, layer, code } = outcome(astrayRun('v1'));
  assert.deepEqual([state, layer, code], ['fail', 'tls', 'name_mismatch']);
});

test('a client that fails over and reaches the end has succeeded', () => {
  const m = run('v1', [dns(RIGHT), tcp(RIGHT[0], failure('tcp', 'timeout')), tcp(RIGHT[1]), tls(RIGHT[1], HOST), http(RIGHT[1])]);
  assert.equal(outcome(m).state, 'ok');
});

test('an inconclusive or blocked run has no vote', () => {
  assert.equal(outcome(run('v1', [dns(RIGHT), tcp(RIGHT[0], { inconclusive: 'no IPv6 route' })])).state, 'inconclusive');
  assert.equal(outcome(run('v1', [dns(RIGHT), http(RIGHT[0], 403, failure('http', 'blocked'))])).state, 'inconclusive');
  assert.equal(outcome(run('v1', [])).state, 'inconclusive');
});

test('answers compare by their addresses, else by their rcode', () => {
  assert.equal(answerKey(dns([...RIGHT].reverse())), RIGHT.join(' '));
  assert.equal(answerKey(dns([], { rcode: 'SERVFAIL' })), 'SERVFAIL');
  assert.equal(answerKey(dns([])), 'NODATA');
});

test('a wildcard covers one label', () => {
  assert.ok(nameMatches('*.example.com', HOST));
  assert.ok(!nameMatches('*.example.com', 'a.b.example.com'));
  assert.ok(!nameMatches('*.example.com', 'example.com'));
  assert.ok(nameMatches('Developer.Example.com', HOST));
});

test('what a run met: answer, address, certificate', () => {
  const facts = runFacts(astrayRun('v1'));
  assert.equal(facts.address, WRONG);
  assert.equal(facts.leaf.subject, 'other.example.net');
  assert.equal(hostOf(astrayRun('v1')), HOST);
});
