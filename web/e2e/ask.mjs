// The API as a program sees it, and waiting for what it will say.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

export const WAIT_MS = 90_000;
const LOOK_EVERY_MS = 200;

export const asker = (address) => async (path) => {
  const answer = await fetch(address + path);
  assert.equal(answer.status, 200, path);
  return answer.json();
};

/** Looks until it sees something; `lack` says what it did not see in time. */
export async function until(look, lack, waitMs = WAIT_MS) {
  const end = Date.now() + waitMs;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`waited in vain: ${lack()}`);
}
