// What the vantages see of a service: by layer, and what it is seen to depend on.

import { LAYERS, plural, symptomWords } from './words.js';

/** Rows of {id, name, state: ok|fail, note}, from the ground up. */
export function layerRows(seen) {
  return (seen?.layers ?? []).map(({ layer, ok, failing, code }) => ({
    id: layer, name: LAYERS[layer] ?? layer, state: failing ? 'fail' : 'ok',
    note: failing ? `${failing} of ${ok + failing} fail: ${symptomWords({ layer, code })}` : `${ok} of ${plural(seen.vantages, 'vantage')}${restWords(seen.vantages - ok)}`,
  }));
}

const restWords = (rest) => (rest > 0 ? `; ${rest} ${rest === 1 ? 'does' : 'do'} not get there` : '');

const GROUPS = [
  ['zone', 'Zones'], ['nameserver', 'Name servers'], ['address', 'Addresses'], ['asn', 'Networks of the addresses'], ['certificate', 'Certificates'],
  ['issuer', 'Issuers'],
];

/** [{kind, title, entities: [{id, text, note, vantages}]}]: only kinds that were met. */
export function dependencies(learned = []) {
  return GROUPS.map(([kind, title]) => ({ kind, title, entities: learned.filter((e) => e.kind === kind).map(entityOf) })).filter((g) => g.entities.length);
}

function entityOf({ kind, id, name, asn, notAfter, vantages }) {
  const notes = {
    address: [name, asn && `AS${asn}`].filter(Boolean).join(' · '),
    asn: name,
    certificate: [notAfter && `until ${notAfter.slice(0, 10)}`, `${id.slice(0, 12)}…`].filter(Boolean).join(' · '),
  };
  return { id, text: kind === 'asn' ? `AS${id}` : kind === 'certificate' ? (name ?? id.slice(0, 12)) : id, note: notes[kind] ?? '', vantages };
}
