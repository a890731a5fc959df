// Better names for ids: a service by its catalogue name, a certificate by its subject, a vantage by its place.

/** {id: name} for all that the evidence knows. */
export function namesOf(evidence) {
  const names = {};
  for (const s of evidence?.services ?? []) names[s.id] = s.name ?? s.id;
  for (const v of evidence?.vantages ?? []) names[v.id] = [v.city, v.isp].filter(Boolean).join(' · ') ? `${v.id} (${[v.city, v.isp].filter(Boolean).join(', ')})` : v.id;
  for (const o of (evidence?.items ?? []).flatMap((m) => m.observations ?? [])) {
    for (const c of o.chain ?? []) {
      const name = c.subject ?? c.names?.[0];
      if (c.sha256 && name) names[c.sha256] = `${name} (${c.sha256.slice(0, 8)}…)`;
    }
  }
  return names;
}
