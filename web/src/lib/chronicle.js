// One order of events: what the engine tells, what changed in the facts, and how the incident's word changed.

import { SEVERITIES, STATES } from './words.js';

/** [{at, text, kind: told|change|version, before?, after?}], oldest first. */
export function chronicle(incident) {
  const told = (incident.timeline ?? []).map(({ at, text }) => ({ at, text, kind: 'told' }));
  const changes = (incident.changes ?? []).map(({ at, what, entity, before, after }) => ({
    at, before, after, kind: 'change', text: `${entity ? `${entity}: ` : ''}${what} changed`,
  }));
  const versions = (incident.versions ?? []).map((v) => ({
    at: v.emittedAt, kind: 'version', text: `Version ${v.version}: ${[STATES[v.state] ?? v.state, SEVERITIES[v.severity]?.toLowerCase()].filter(Boolean).join(', ')}`,
  }));
  return [...told, ...changes, ...versions].sort((a, b) => new Date(a.at) - new Date(b.at));
}
