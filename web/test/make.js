// Small records for the tests, in the words of the founding case.

let sequence = 0;

export const RIGHT = ['192.0.2.10', '192.0.2.11'];
export const WRONG = '198.51.100.3';
export const HOST = 'developer.example.com';

const answers = (addresses) => addresses.map((data) => ({ name: HOST, type: 'A', ttl: 60, data, asn: 64500, owner: 'Example' }));
const question = { name: HOST, type: 'A' };

export const leaf = (name, sha256 = `sha-${name}`) => ({ subject: name, names: [name], issuer: 'Example CA', notBefore: '2024-09-01T00:00:00.000Z', notAfter: '2024-12-01T00:00:00.000Z', sha256 });
export const dns = (addresses, { operator = 'Example ISP', ...more } = {}) => ({ step: 'dns', elapsedMs: 5, resolver: { id: 'isp', address: '203.0.113.1', operator }, question, rcode: 'NOERROR', answers: answers(addresses), ...more });
export const tcp = (address, more = {}) => ({ step: 'tcp', elapsedMs: 10, address, port: 443, ...more });
export const tls = (address, name, more = {}) => ({ step: 'tls', elapsedMs: 12, address, serverName: HOST, chain: [leaf(name)], ...more });
export const http = (address, status = 200, more = {}) => ({ step: 'http', elapsedMs: 20, address, url: `https://${HOST}/`, status, ...more });
export const authority = (name, addresses, more = {}) => ({ step: 'authority', zone: 'example.com', server: { name, address: '203.0.113.9' }, question, rcode: 'NOERROR', aa: true, answers: answers(addresses), ...more });
export const delegation = (zone, parent, nameservers) => ({ step: 'delegation', zone, parentServer: { name: parent }, rcode: 'NOERROR', nameservers });
export const failure = (layer, code) => ({ failure: { layer, code, raw: `${layer} ${code}` } });

export function run(vantage, observations, more = {}) {
  sequence += 1;
  return { kind: 'measurement', id: `${vantage}:1:${sequence}`, check: 'portal/web', service: 'portal', vantage, at: '2024-10-01T11:12:00.000Z', family: 4, depth: 'routine', observations, ...more };
}

export const healthyRun = (vantage, more, operator) => run(vantage, [dns(RIGHT, { operator }), tcp(RIGHT[0]), tls(RIGHT[0], HOST), http(RIGHT[0])], more);

/** Sent astray by a wrong answer, with the tests that a diagnostic run adds. */
export const astrayRun = (vantage, more) => run(vantage, [
  dns([WRONG]), tcp(WRONG), tls(WRONG, 'other.example.net', failure('tls', 'name_mismatch')),
  delegation('com', 'a.root.example', ['a.tld.example']), delegation('example.com', 'a.tld.example', ['ns1.good.example', 'ns9.bad.example']),
  authority('ns1.good.example', RIGHT, { serial: 1 }), authority('ns2.good.example', RIGHT, { serial: 1 }), authority('ns9.bad.example', [WRONG], { serial: 9 }),
  { ...dns(RIGHT, { operator: 'Public DNS' }), crossover: true },
  tcp(RIGHT[0], { crossover: true }), tls(RIGHT[0], HOST, { crossover: true }), http(RIGHT[0], 200, { crossover: true }),
], { depth: 'diagnostic', ...more });

export function incidentOf(more = {}) {
  return {
    kind: 'incident', id: 'abc', version: 1, state: 'open', startedAt: '2024-10-01T11:10:00.000Z', services: ['portal'],
    symptoms: [{ layer: 'tls', code: 'name_mismatch' }],
    causes: [{ category: 'dns-authoritative-wrong-data', layer: 'dns', entity: { kind: 'nameserver', id: 'ns9.bad.example' }, confidence: 0.97, evidence: [] }],
    scope: { pattern: {}, failing: ['v1', 'v2'], healthy: ['v3'] }, ...more,
  };
}

export const wrongAnswer = () => ({
  incident: incidentOf(),
  evidence: { items: [astrayRun('v1'), astrayRun('v2'), healthyRun('v3', {}, 'Public DNS'), healthyRun('v1', { at: '2024-10-01T11:00:00.000Z' })], vantages: [], services: [] },
});
