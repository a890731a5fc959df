// One incident with its evidence and time strip, kept up to date while the page is open.

import * as api from '../lib/api.js';
import { onChange } from '../live.svelte.js';

const REFRESH_MS = 3000;
const RETRY_MS = 5000;
const LEAD_MS = 15 * 60 * 1000;
const TAIL_MS = 10 * 60 * 1000;

export function incidentSource(id) {
  let incident = $state.raw();
  let evidence = $state.raw();
  let timeline = $state.raw();
  let vantages = $state.raw();
  let missing = $state(false);
  let error = $state('');
  let service;
  let timer;
  let stopped = false;

  async function load() {
    timer = undefined;
    try {
      [incident, evidence] = await Promise.all([api.incident(id), api.evidence(id)]);
      if (!incident.services?.length) vantages = await api.vantages();
      await loadTimeline();
      error = '';
    } catch (failure) {
      failed(failure);
    }
  }

  function failed(failure) {
    missing = failure.status === 404 && !incident;
    if (missing) return;
    error = failure.message;
    later(RETRY_MS);
  }

  /** From a quarter of an hour before it began to a little after its end, or to the server's now. */
  async function loadTimeline() {
    if (!service || !incident) return;
    const asked = service;
    const now = new Date((await api.status()).now);
    const since = new Date(new Date(incident.startedAt) - LEAD_MS);
    const end = incident.endedAt ? new Date(new Date(incident.endedAt).getTime() + TAIL_MS) : now;
    const strip = await api.timeline(asked, since.toISOString(), new Date(Math.min(end, now)).toISOString());
    if (asked === service) timeline = strip;
  }

  function later(ms) {
    if (!stopped) timer ??= setTimeout(load, ms);
  }

  /** A changed incident is shown at once; its evidence follows, at most once in a few seconds. */
  function changed(next) {
    if (next && next.id !== id) return;
    if (next && incident && next.version >= incident.version) incident = { ...incident, ...next };
    later(REFRESH_MS);
  }

  return {
    start() {
      const stop = onChange(changed);
      load();
      return () => {
        stopped = true;
        clearTimeout(timer);
        stop();
      };
    },
    watchService(next) {
      if (next === service) return;
      service = next;
      loadTimeline().catch(failed);
    },
    get incident() {
      return incident;
    },
    get evidence() {
      return evidence;
    },
    /** All vantages with what they say of themselves, where the fault is a vantage's own. */
    get vantages() {
      return vantages;
    },
    get timeline() {
      return timeline;
    },
    get missing() {
      return missing;
    },
    get error() {
      return error;
    },
  };
}
