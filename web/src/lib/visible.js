// Text from the network is hostile: a certificate name may hold characters that hide, reorder or imitate.
// Every such character is shown by its code point, so that what is read is what was sent.

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
const MARKS = /(\p{M}{3})\p{M}+/gu;

function shown(character) {
  const code = character.codePointAt(0);
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** The text with every invisible or bidirectional character made visible; stacked accents end after three. */
export function visible(value) {
  if (value === undefined || value === null) return '';
  return String(value).replace(HIDDEN, shown).replace(MARKS, '$1…');
}

/** A record as indented JSON, each line made visible. */
export function visibleJson(record) {
  return JSON.stringify(record, null, 2).split('\n').map(visible).join('\n');
}

const NAME = /[\p{L}\p{N}*_-]+(?:\.[\p{L}\p{N}_-]+)+|[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*-\p{N}+(?![\p{L}\p{N}])/gu;
const TRAIL = /^[,.;:)]+/;
const LABEL_MAX = 30;

/**
 * The text cut where a line may break: a name keeps together, and one too long for its line breaks after its dots, never
 * at its hyphens. Strings break as any text does; an array holds the parts of one name, with the punctuation after it.
 */
export function breakable(text) {
  const pieces = [];
  let end = 0;
  for (const { 0: name, index } of text.matchAll(NAME)) {
    const parts = /^[\d.]+$/.test(name) ? [name] : name.split(/(?<=\.)/);
    if (parts.some((part) => part.length > LABEL_MAX)) continue;
    if (index > end) pieces.push(text.slice(end, index));
    end = index + name.length;
    const trail = TRAIL.exec(text.slice(end))?.[0] ?? '';
    pieces.push([...parts.slice(0, -1), parts.at(-1) + trail]);
    end += trail.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}
