// Better names for ids: a service by its catalogue name, a certificate by its subject, a vantage by its place.

import { shownLeaf } from './words.js';

/** {id: name} for all that the evidence knows. */
export function namesOf(evidence) {
  const names = {};
  for (const s of evidence?.services ?? []) names[s.id] = s.name ?? s.id;
  for (const v of evidence?.vantages ?? []) names[v.id] = [v.city, v.isp].filter(Boolean).join(' · ') ? `${v.id} (${[v.city, v.isp].filter(Boolean).join(', ')})` : v.id;
  return Object.assign(names, certificateNames(evidence));
}

/** By subject; where two have the same, the fingerprint's beginning tells them apart. */
function certificateNames(evidence) {
  const subjects = new Map();
  for (const c of (evidence?.items ?? []).flatMap((m) => m.observations ?? []).flatMap((o) => o.chain ?? [])) {
    if (c.sha256 && shownLeaf(c)) subjects.set(c.sha256, shownLeaf(c));
  }
  const alone = (name) => [...subjects.values()].filter((n) => n === name).length === 1;
  return Object.fromEntries([...subjects].map(([id, name]) => [id, alone(name) ? name : `${name} (${id.slice(0, 8)}…)`]));
}
