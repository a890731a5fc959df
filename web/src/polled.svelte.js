// What a page shows of the server, asked for again when an incident changes, when a lost server is back, and now and then.

import { onChange } from './live.svelte.js';

const RETRY_MS = 5000;
const CHANGED_MS = 3000;

/**
 * {value, error, missing, start, again}: `load` gives the value; `everyMs` is how often it is asked for while nothing changes.
 * What was heard last stays when an answer fails. `changed(incident, value)` may give the value at once.
 */
export function polled(load, { everyMs = 15000, changed } = {}) {
  let value = $state.raw();
  let error = $state('');
  let missing = $state(false);
  let timer;
  let due = 0;
  let turn = 0;
  let running = false;

  async function ask() {
    timer = undefined;
    turn += 1;
    const mine = turn;
    try {
      const answer = await load();
      if (mine !== turn) return;
      [value, error, missing] = [answer, '', false];
      later(everyMs);
    } catch (failure) {
      if (mine !== turn) return;
      missing = failure.status === 404 && value === undefined;
      error = failure.message;
      if (!missing) later(RETRY_MS);
    }
  }

  /** In so long at the latest. */
  function later(ms) {
    if (!running || (timer && due <= performance.now() + ms)) return;
    clearTimeout(timer);
    due = performance.now() + ms;
    timer = setTimeout(ask, ms);
  }

  return {
    start() {
      running = true;
      const stop = onChange((incident) => {
        if (incident && changed && value !== undefined) value = changed(incident, value);
        later(CHANGED_MS);
      });
      ask();
      return () => {
        running = false;
        turn += 1;
        clearTimeout(timer);
        stop();
      };
    },
    /** Asks at once: what is wanted has changed. */
    again() {
      clearTimeout(timer);
      ask();
    },
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get missing() {
      return missing;
    },
  };
}
