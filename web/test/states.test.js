import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedWords, byCategory, chosenServices, fails, markOf, saysAll } from '../src/lib/states.js';

const service = (id, state, category, more = {}) => ({ id, name: id.toUpperCase(), state, category, checks: [{ host: `${id}.example` }], ...more });

test('categories stand in the order of the list, the unwell first in each, and count the healthy', () => {
  const groups = byCategory([service('a', 'healthy', 'saas'), service('b', 'major', 'saas'), service('c', 'undetermined', 'cdn'), service('d', 'healthy', 'brand-new')]);
  assert.deepEqual(groups.map((g) => [g.name, g.healthy, g.services.map((s) => s.id)]), [['CDN', 0, ['c']], ['SaaS', 1, ['b', 'a']], ['brand-new', 1, ['d']]]);
});

test('what cannot be judged neither fails nor looks healthy', () => {
  for (const state of ['blind', 'silent', 'undetermined']) {
    assert.equal(fails(state), false);
    assert.notEqual(markOf(state), markOf('healthy'));
  }
  assert.equal(fails('degraded'), true);
});

test('services are chosen by state, category and words, all at once', () => {
  const all = [service('shop', 'major', 'saas'), service('bank', 'healthy', 'payment'), service('edge', 'healthy', 'cdn')];
  const ids = (query) => chosenServices(all, new URLSearchParams(query)).map((s) => s.id);
  assert.deepEqual(ids(''), ['shop', 'bank', 'edge']);
  assert.deepEqual(ids('state=healthy&category=cdn'), ['edge']);
  assert.deepEqual(ids('q=BANK.example'), ['bank']);
  assert.deepEqual(ids('q=bank&state=major'), []);
});

test('every word must occur, in any order', () => {
  assert.ok(saysAll('york verizon', ['us-nyc-verizon-3', 'New York']));
  assert.ok(!saysAll('york comcast', ['us-nyc-verizon-3', 'New York']));
  assert.ok(saysAll('', [undefined]));
});

test('a check is written as a person would', () => {
  assert.equal(askedWords({ scheme: 'https', host: 'a.example', port: 443, path: '/x' }), 'https://a.example/x');
  assert.equal(askedWords({ scheme: 'http', host: 'a.example', port: 8080 }), 'http://a.example:8080/');
  assert.equal(askedWords({ scheme: 'dns', host: '192.0.2.1', port: 53 }), '192.0.2.1:53 (dns)');
  assert.equal(askedWords({ scheme: 'dns' }), 'the first resolver (dns)');
});
