// What one measurement says, by the rules of the data format.

const PATH = new Set(['dns', 'tcp', 'tls', 'quic', 'http']);

/** The client's path: what a client does, without cross-over tests and variations. */
export const clientPath = (m) => (m.observations ?? []).filter((o) => PATH.has(o.step) && !o.crossover && !o.variation);

/** The outcome of the run: a client that fails over and reaches the end has succeeded. */
export function outcome(m) {
  const path = clientPath(m);
  const last = path.at(-1);
  if (!last || last.inconclusive) return { state: 'inconclusive', reason: last?.inconclusive };
  if (!last.failure) return { state: 'ok' };
  const first = path.find((o) => o.failure);
  const { layer, code, raw } = first.failure;
  return { state: code === 'blocked' ? 'inconclusive' : 'fail', layer, code, raw, observation: first };
}

export const addressesOf = (answers = []) => answers.filter((a) => a.type === 'A' || a.type === 'AAAA');

/** An answer as one comparable string: its addresses, or the rcode when it holds none. */
export function answerKey(observation) {
  const addresses = addressesOf(observation.answers).map((a) => a.data).sort();
  if (addresses.length) return addresses.join(' ');
  return observation.rcode && observation.rcode !== 'NOERROR' ? observation.rcode : observation.failure?.code ?? 'NODATA';
}

export function hostOf(m) {
  for (const o of clientPath(m)) {
    if (o.step === 'dns') return o.question?.name;
    if (o.serverName) return o.serverName;
  }
  return undefined;
}

export function nameMatches(pattern, host) {
  if (!pattern || !host) return false;
  const [p, h] = [pattern.toLowerCase(), host.toLowerCase()];
  if (p === h) return true;
  return p.startsWith('*.') && h.includes('.') && h.slice(h.indexOf('.')) === p.slice(1);
}

/** What a run met at each layer: the answer, the address, the certificate, the response. */
export function runFacts(m) {
  const path = clientPath(m);
  const result = outcome(m);
  const at = (step) => (result.observation?.step === step ? result.observation : path.find((o) => o.step === step && !o.failure));
  const [dns, tcp, tls, http] = ['dns', 'tcp', 'tls', 'http'].map(at);
  return {
    result, dns, tcp, tls, http,
    address: http?.address ?? tls?.address ?? tcp?.address,
    leaf: tls?.chain?.[0],
    elapsedMs: path.reduce((sum, o) => sum + (o.elapsedMs ?? 0), 0),
    trace: (m.observations ?? []).find((o) => o.step === 'traceroute'),
  };
}

/** Counts of equal keys, commonest first. */
export function tally(items) {
  const counts = new Map();
  for (const item of items) if (item !== undefined && item !== '') counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

export function median(numbers) {
  const sorted = numbers.filter((n) => n !== undefined).sort((a, b) => a - b);
  return sorted.length ? sorted[sorted.length >> 1] : undefined;
}
