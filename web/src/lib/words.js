// The words of the field, one place for all of them.

export const LAYERS = {
  vantage: 'Vantage', bgp: 'Route', ip: 'Route', dns: 'DNS', tcp: 'TCP', tls: 'TLS', quic: 'QUIC', http: 'HTTP', latency: 'Speed', none: 'Undecided',
};

export const SEVERITIES = { degraded: 'Degraded', partial: 'Partial', major: 'Major', global: 'Global' };

export const STATES = {
  suspected: 'Suspected', open: 'Open', recovering: 'Recovering', resolved: 'Resolved', retracted: 'Retracted', merged: 'Merged',
};

export const OPEN_STATES = ['open', 'suspected', 'recovering'];

const SYMPTOMS = {
  'dns.timeout': 'no answer from the resolver', 'dns.servfail': 'the resolver answers SERVFAIL', 'dns.refused': 'the resolver refuses',
  'dns.notimp': 'the resolver answers NOTIMP', 'dns.nxdomain': 'the name does not exist', 'dns.nodata': 'the name has no address',
  'dns.unexpected': 'an unexpected answer', 'dns.bogus': 'DNSSEC does not validate', 'dns.lame': 'a lame name server', 'dns.loop': 'a loop of names',
  'ip.unreachable': 'the network is unreachable', 'ip.prohibited': 'the way is prohibited', 'ip.loss': 'packets are lost',
  'tcp.refused': 'connections are refused', 'tcp.timeout': 'connections time out', 'tcp.reset': 'connections are reset',
  'tls.name_mismatch': 'a certificate for another name', 'tls.expired': 'an expired certificate', 'tls.not_yet_valid': 'a certificate not yet valid',
  'tls.unknown_issuer': 'a certificate of an unknown issuer', 'tls.self_signed': 'a self-signed certificate', 'tls.incomplete_chain': 'an incomplete chain',
  'tls.not_permitted': 'a certificate not permitted for this use', 'tls.revoked': 'a revoked certificate', 'tls.weak': 'a weak certificate',
  'tls.protocol_version': 'no common TLS version', 'tls.alert': 'the server ends the handshake', 'tls.timeout': 'the handshake times out',
  'tls.reset': 'the handshake is reset', 'http.timeout': 'no response in time', 'http.reset': 'the response is cut off',
  'http.status': 'an error status', 'http.truncated': 'a truncated response', 'http.content': 'other content than expected',
  'http.redirect_loop': 'a loop of redirects', 'http.blocked': 'the monitor is kept out', 'quic.timeout': 'QUIC gets no answer',
  'quic.refused': 'QUIC is refused', 'latency.slow': 'slower than usual', 'none.changed': 'changed, not failing',
};

export function symptomWords(symptom) {
  if (!symptom) return '';
  return SYMPTOMS[`${symptom.layer}.${symptom.code}`] ?? `${LAYERS[symptom.layer] ?? symptom.layer}: ${symptom.code}`;
}

const BROWSER = {
  'tls.name_mismatch': 'ERR_CERT_COMMON_NAME_INVALID', 'tls.expired': 'ERR_CERT_DATE_INVALID', 'tls.not_yet_valid': 'ERR_CERT_DATE_INVALID',
  'tls.unknown_issuer': 'ERR_CERT_AUTHORITY_INVALID', 'tls.self_signed': 'ERR_CERT_AUTHORITY_INVALID', 'tls.incomplete_chain': 'ERR_CERT_AUTHORITY_INVALID',
  'tls.revoked': 'ERR_CERT_REVOKED', 'tcp.timeout': 'ERR_CONNECTION_TIMED_OUT', 'tcp.refused': 'ERR_CONNECTION_REFUSED',
  'tcp.reset': 'ERR_CONNECTION_RESET', 'tls.reset': 'ERR_CONNECTION_RESET', 'tls.timeout': 'ERR_TIMED_OUT', 'http.timeout': 'ERR_TIMED_OUT',
  'tls.protocol_version': 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'http.redirect_loop': 'ERR_TOO_MANY_REDIRECTS',
};

/** Whose certificate it is, in a word. */
export const shownLeaf = (leaf) => leaf && (leaf.subject ?? leaf.names?.[0]);

/** What a person sees in the address bar's place. */
export function browserSays(failure) {
  if (!failure) return undefined;
  return failure.layer === 'dns' ? 'ERR_NAME_NOT_RESOLVED' : BROWSER[`${failure.layer}.${failure.code}`];
}

const CAUSES = {
  'dns-authoritative-wrong-data': '{E} answer{s} with wrong data',
  'dns-authoritative-down': '{E} do{es} not answer',
  'dns-delegation-registry': 'The delegation is wrong at {e}',
  'dns-resolver-failure': 'The {e} fails its clients',
  'dnssec-failure': 'The DNSSEC signatures of {e} do not validate',
  'domain-expiry-or-hold': 'The domain has expired or is on hold: {e}',
  'bgp-own-withdrawal': '{E} withdrew its own routes',
  'bgp-hijack-or-leak': 'The route is hijacked or leaked: {e}',
  'bgp-rpki-invalid': 'The route is RPKI-invalid, and networks that check drop it: {e}',
  'backbone-transit': 'Packets are lost in transit at {e}',
  'isp-core-failure': 'The access network is down: {e}',
  'server-network-config': 'The network in front of the servers drops or refuses connections: {e}',
  'tls-leaf-expiry': 'The certificate has expired: {e}',
  'tls-wrong-certificate': 'A wrong certificate is installed: {e}',
  'tls-chain-or-root-expiry': 'The chain leads to no valid root: {e}',
  'tls-revocation-failure': 'Revocation goes wrong: {e}',
  'cdn-edge-failure': 'The edge fails: {e}',
  'cloud-platform-failure': 'The cloud platform fails: {e}',
  'app-backend-failure': 'The application fails behind a sound way: {e}',
  'third-party-failure': 'A third party fails: {e}',
  'network-interference': 'Connections are interfered with on the way: {e}',
  'client-protocol-bug': 'Clients trip over a detail of the protocol: {e}',
  'latency-degradation': 'The way is slow: {e}',
  'vantage-fault': 'The fault is in {e} itself, not in any service',
  unknown: 'The facts do not decide the cause',
};

const KINDS = {
  nameserver: 'name server', zone: 'zone', 'dns-provider': 'name servers of', registry: 'registry', resolver: 'resolver', cdn: 'CDN', pop: 'PoP',
  'cloud-region': 'cloud region', certificate: 'certificate', issuer: 'issuer', link: 'link', vantage: 'vantage', client: 'client', isp: 'ISP',
  country: 'country', prefix: 'prefix', address: 'address', service: 'service', asn: 'AS',
};

const isFingerprint = (id) => /^[0-9a-f]{40,}$/i.test(id);
const abbreviated = (id) => (isFingerprint(id) ? `${id.slice(0, 12)}…` : id);

/** "name server ns65.example.net"; `names` gives a better name to an id where one is known. */
export function entityWords(entity, names = {}) {
  if (!entity) return 'an unknown party';
  if (entity.kind === 'asn') return `AS${entity.id.replace(/^AS/i, '')}`;
  if (entity.kind === 'resolver' && !/^[\d.:a-f]+$/i.test(entity.id)) return `resolver of ${entity.id}`;
  return `${KINDS[entity.kind] ?? entity.kind} ${names[entity.id] ?? abbreviated(entity.id)}`;
}

/**
 * The cause in one sentence. `servers` are those that the facts blame together, where the cause names one of them; a bare
 * fingerprint is left out, since it tells a person nothing.
 */
export function causeWords(cause, names = {}, servers = []) {
  if (!cause) return 'Not known yet';
  const template = CAUSES[cause.category] ?? `${cause.category}: {e}`;
  const { kind, id } = cause.entity ?? {};
  if (id && isFingerprint(id) && !names[id] && template.endsWith(': {e}')) return template.slice(0, -': {e}'.length);
  const together = kind === 'nameserver' && servers.length > 1 && servers.includes(id);
  const several = together || kind === 'dns-provider';
  const entity = together ? `name servers ${listed(servers)}` : entityWords(cause.entity, names);
  return template
    .replace('{s}', several ? '' : 's')
    .replace('{es}', several ? '' : 'es')
    .replace('{E}', () => entity[0].toUpperCase() + entity.slice(1))
    .replace('{e}', () => entity);
}

const SERVERS_NAMED = 3;

function listed(servers) {
  const shown = servers.length > SERVERS_NAMED ? [...servers.slice(0, SERVERS_NAMED - 1), `${servers.length - SERVERS_NAMED + 1} more`] : servers;
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

const FAULTS = {
  'dns-authoritative-wrong-data': 'wrong data at the source', 'dns-authoritative-down': 'name servers do not answer', 'dns-delegation-registry': 'the delegation is wrong',
  'dns-resolver-failure': 'a resolver fails', 'dnssec-failure': 'signatures do not validate', 'domain-expiry-or-hold': 'expired or on hold',
  'bgp-own-withdrawal': 'routes withdrawn', 'bgp-hijack-or-leak': 'hijacked or leaked', 'bgp-rpki-invalid': 'RPKI-invalid', 'backbone-transit': 'lost in transit',
  'isp-core-failure': 'the access network is down', 'server-network-config': 'dropped before the server', 'tls-leaf-expiry': 'the certificate has expired',
  'tls-wrong-certificate': 'a wrong certificate', 'tls-chain-or-root-expiry': 'no valid chain', 'tls-revocation-failure': 'revocation goes wrong',
  'cdn-edge-failure': 'the CDN edge fails', 'cloud-platform-failure': 'the platform fails', 'app-backend-failure': 'the application fails',
  'third-party-failure': 'a third party fails', 'network-interference': 'interfered with on the way', 'client-protocol-bug': 'a detail of the protocol',
  'latency-degradation': 'a slow way', 'vantage-fault': 'the fault is our own', unknown: 'not decided',
};

/** The causes by name, for a choice among them. */
export const CATEGORY_WORDS = Object.fromEntries(Object.keys(CAUSES).map((category) => [category, sentenceOf(category)]));

function sentenceOf(category) {
  const words = FAULTS[category];
  return `${words[0].toUpperCase()}${words.slice(1)} (${category})`;
}

/** The fault in a few words, to stand beside its layer. */
export const faultWords = (category) => FAULTS[category] ?? category;

export const percent = (share) => `${Math.round(share * 100)}\u00a0%`;
export const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
