import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { board, patched } from '../src/lib/board.js';
import { chosen, jsonLines } from '../src/lib/records.js';
import { span, utc } from '../src/lib/time.js';
import { partedWords, patternWords, scopeCounts, sidesOf, sparedLike } from '../src/lib/who.js';
import { causeWords, entityWords, symptomWords } from '../src/lib/words.js';
import { astrayRun, healthyRun } from './make.js';

test('a cause is one sentence with its entity', () => {
  assert.equal(causeWords({ category: 'dns-authoritative-wrong-data', entity: { kind: 'nameserver', id: 'ns1.example' } }), 'Name server ns1.example answers with wrong data');
  assert.equal(causeWords({ category: 'isp-core-failure', entity: { kind: 'asn', id: 'AS64500' } }), 'The access network is down: AS64500');
  assert.equal(causeWords({ category: 'tls-wrong-certificate', entity: { kind: 'certificate', id: 'a'.repeat(64) } }), 'A wrong certificate is installed');
  assert.equal(causeWords({ category: 'dns-resolver-failure', entity: { kind: 'resolver', id: 'Example' } }), 'The resolver of Example fails its clients');
  assert.equal(causeWords({ category: 'dns-resolver-failure', entity: { kind: 'resolver', id: '192.0.2.53' } }), 'The resolver 192.0.2.53 fails its clients');
  assert.equal(causeWords(undefined), 'Not known yet');
  assert.equal(causeWords({ category: 'new-kind', entity: { kind: 'zone', id: '$&' } }), 'new-kind: zone $&');
});

test('servers blamed together are named together', () => {
  const cause = { category: 'dns-authoritative-wrong-data', entity: { kind: 'nameserver', id: 'ns1.example' } };
  assert.equal(causeWords(cause, {}, ['ns1.example', 'ns2.example']), 'Name servers ns1.example and ns2.example answer with wrong data');
  assert.equal(causeWords(cause, {}, ['ns1.example', 'ns2.example', 'ns3.example', 'ns4.example']), 'Name servers ns1.example, ns2.example and 2 more answer with wrong data');
  assert.equal(causeWords({ category: 'dns-authoritative-down', entity: { kind: 'dns-provider', id: 'dns.example' } }), 'Name servers of dns.example do not answer');
  assert.equal(causeWords(cause, {}, ['ns7.example', 'ns8.example']), 'Name server ns1.example answers with wrong data');
});

test('a fingerprint is shortened, and named where its name is known', () => {
  const entity = { kind: 'certificate', id: 'a'.repeat(64) };
  assert.equal(entityWords(entity), `certificate ${'a'.repeat(12)}…`);
  assert.equal(entityWords(entity, { [entity.id]: 'other.example' }), 'certificate other.example');
});

test('an unknown symptom is said by its layer and code', () => {
  assert.equal(symptomWords({ layer: 'tls', code: 'other' }), 'TLS: other');
});

test('spans in two units', () => {
  assert.deepEqual([38e3, 119e3, 42 * 60e3, 72 * 60e3, 3600e3, 76 * 3600e3].map(span), ['38 s', '119 s', '42 min', '1 h 12 min', '1 h', '3 d 4 h']);
  assert.equal(utc('2024-10-01T11:10:04.123Z'), '2024-10-01 11:10:04 UTC');
});

test('the denominator is all who measured', () => {
  const scope = { failing: ['a', 'b'], healthy: ['c'] };
  assert.deepEqual(scopeCounts({ scope, view: { vantages: 5 } }), { failing: 2, healthy: 1, all: 5, between: 2 });
  assert.equal(scopeCounts({ scope }).all, 3);
});

test('the hit and the spared, by network where answers do not differ', () => {
  const vantages = new Map(Object.entries({ a: { isp: 'One', network: 'eyeball' }, b: { isp: 'One', network: 'eyeball' }, c: { isp: 'Two', network: 'eyeball' } }));
  const incident = { scope: { failing: ['a', 'b'], healthy: ['c'], pattern: { network: ['eyeball'] } } };
  assert.deepEqual(sidesOf(incident, vantages), { by: 'network', rows: [{ name: 'One', hit: 2, all: 2 }, { name: 'Two', hit: 0, all: 1 }] });
  assert.equal(sparedLike(incident, vantages), 1);
  assert.equal(sparedLike({ scope: { ...incident.scope, pattern: { answer: ['x'] } } }, vantages), 0);
  assert.equal(sidesOf({ scope: { failing: ['a'], healthy: [] } }, vantages), undefined);
});

test('where the resolver asked decides alone, it is said so', () => {
  const rows = [{ name: 'One', hit: 2, all: 2 }, { name: 'Two', hit: 0, all: 1 }];
  assert.equal(partedWords({ by: 'resolver asked', rows }), 'Whoever asks One is hit; whoever asks Two is spared');
  assert.equal(partedWords({ by: 'resolver asked', rows: [...rows, { name: 'Three', hit: 1, all: 2 }] }), '');
  assert.equal(partedWords({ by: 'network', rows }), '');
});

test('a pattern in words', () => {
  assert.equal(patternWords({ 'resolver.operator': ['Example'], country: ['US', 'CA'] }), 'resolver Example, country US or CA');
  assert.equal(patternWords({ network: ['eyeball'] }), 'home networks');
  assert.equal(patternWords({}), '');
});

test('the front page: the worst open first, the ended last; a newer version replaces an older', () => {
  const services = ['shop'];
  const list = [
    { id: 'a', state: 'open', severity: 'partial', version: 1, services }, { id: 'b', state: 'open', severity: 'global', version: 2, services },
    { id: 'c', state: 'resolved', version: 1, services }, { id: 'd', state: 'open', severity: 'degraded', version: 1, services: [] }, { id: 'e', state: 'merged', version: 1, services },
  ];
  const groups = board(list);
  assert.deepEqual(groups.open.map((i) => i.id), ['b', 'a']);
  assert.deepEqual(groups.ended.map((i) => i.id), ['c'], 'what was merged is told elsewhere');
  assert.deepEqual(groups.blind.map((i) => i.id), ['d'], 'a vantage at fault is no outage');
  assert.equal(patched(list, { id: 'a', version: 2 })[0].version, 2);
  assert.equal(patched(list, { id: 'b', version: 1 }), list);
});

test('records filter by outcome and by claim, and export as JSON Lines', () => {
  const items = [astrayRun('v1'), healthyRun('v2'), healthyRun('v3')];
  assert.equal(chosen(items, { state: 'fail' }).length, 1);
  assert.equal(chosen(items, { state: 'ok', ids: [items[1].id] }).length, 1);
  assert.deepEqual(jsonLines(items).trim().split('\n').map((l) => JSON.parse(l).id), items.map((m) => m.id));
});

const luminance = (hex) => {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

test('every text colour has AA contrast on every ground, dark and light', () => {
  const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
  const [dark, light] = css.split("[data-theme='light']").map((block) => Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]])));
  const grounds = { text: ['ground', 'panel', 'raised', 'accent-soft', 'bad-soft', 'ok-soft'], quiet: ['ground', 'panel', 'raised', 'bad-soft', 'ok-soft'], accent: ['panel', 'ground', 'accent-soft', 'raised'], bad: ['panel', 'raised', 'bad-soft', 'ground'], ok: ['panel', 'ground', 'ok-soft', 'raised'] };
  for (const severity of ['degraded', 'partial', 'major', 'global']) grounds[severity] = ['panel', 'ground', 'raised'];
  for (const [theme, colours] of Object.entries({ dark, light })) {
    for (const [name, on] of Object.entries(grounds)) {
      for (const ground of on) {
        const [high, low] = [luminance(colours[name]), luminance(colours[ground])].sort((a, b) => b - a);
        const ratio = (high + 0.05) / (low + 0.05);
        assert.ok(ratio >= 4.5, `${theme}: ${name} on ${ground} is ${ratio.toFixed(2)}`);
      }
    }
  }
});
