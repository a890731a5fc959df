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
