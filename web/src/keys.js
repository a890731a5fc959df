// The keyboard: `/` searches, `j` and `k` move through the rows of a page, `?` helps.

import { tick } from 'svelte';
import { go } from './router.svelte.js';

const LOOKS_MAX = 20;

/** The search field of this page; of the incidents where a page has none. */
async function search() {
  if (!document.querySelector('[data-search]')) go('/incidents');
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const field = document.querySelector('[data-search]');
    if (field) return field.focus();
    await tick();
    await new Promise(requestAnimationFrame);
  }
  return undefined;
}

function move(by) {
  const rows = [...document.querySelectorAll('[data-row]')];
  const at = rows.indexOf(document.activeElement);
  rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
}

export function onKey(event, help) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, select, textarea, dialog')) return;
  const does = { '/': search, j: () => move(1), k: () => move(-1), '?': help }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
}
