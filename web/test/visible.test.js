import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakable, visible, visibleJson } from '../src/lib/visible.js';

test('plain text stays as it is, in any script', () => {
  for (const text of ['developer.example.com', 'São Paulo', 'Москва', '東京', 'a b', '<b>&amp;']) assert.equal(visible(text), text);
});

test('bidirectional controls are shown by their code point', () => {
  assert.equal(visible('a\u202Emoc.elgoog'), 'a⟨U+202E⟩moc.elgoog');
  for (const c of ['\u200E', '\u200F', '\u061C', '\u202A', '\u2066', '\u2069']) assert.match(visible(c), /^⟨U\+[0-9A-F]{4}⟩$/);
});

test('invisible characters are shown', () => {
  const hidden = ['\u200B', '\u200D', '\u00AD', '\uFEFF', '\u2060', '\u3164', '\u115F', '\u2800', '\uFE0F', '\u180E', '\u{E0041}', '\u0000', '\n', '\t', '\u007F', '\u0085', '\u2028'];
  for (const c of hidden) assert.match(visible(`a${c}b`), /^a⟨U\+[0-9A-F]{4,5}⟩b$/u, c.codePointAt(0).toString(16));
});

test('spaces that are not the space are shown', () => {
  assert.equal(visible('a\u00A0b\u3000c'), 'a⟨U+00A0⟩b⟨U+3000⟩c');
});

test('a lone surrogate is shown, a pair is text', () => {
  assert.equal(visible('\uD800x'), '⟨U+D800⟩x');
  assert.equal(visible('😀'), '😀');
});

test('stacked accents end after three', () => {
  assert.equal(visible(`e${'\u0301'.repeat(40)}`), `e${'\u0301'.repeat(3)}…`);
});

test('nothing becomes the empty text, a number its digits', () => {
  assert.equal(visible(undefined), '');
  assert.equal(visible(null), '');
  assert.equal(visible(0), '0');
});

test('a record keeps its lines and shows what hides in its strings', () => {
  assert.equal(visibleJson({ a: 'x\u202Ey' }), '{\n  "a": "x⟨U+202E⟩y"\n}');
});

test('a name keeps together, with the punctuation after it, and may break after its dots', () => {
  assert.deepEqual(breakable('ask ns-12.dns-34.co.uk, twice'), ['ask ', ['ns-12.', 'dns-34.', 'co.', 'uk,'], ' twice']);
  assert.deepEqual(breakable('192.0.2.10'), [['192.0.2.10']]);
  assert.deepEqual(breakable('gb-lon-bt-1 is well'), [['gb-lon-bt-1'], ' is well']);
  assert.deepEqual(breakable('a self-signed one. Then more'), ['a self-signed one. Then more']);
});

test('a label too long to keep together breaks as text does', () => {
  const long = `${'x'.repeat(63)}.example`;
  assert.deepEqual(breakable(long), [long]);
});
