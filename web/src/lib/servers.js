// What the authoritative servers say when each is asked directly, and who sent the asker to them.

import { addressesOf, answerKey, tally } from './facts.js';

const authorities = (runs, host) => runs.flatMap((m) => m.observations ?? [])
  .filter((o) => o.step === 'authority' && !o.variation && (!host || o.question?.name === host));

/** The camps of servers by what they answer, each server by its most frequent answer; the largest camp first. */
export function serverCamps(runs, host) {
  const byServer = new Map();
  for (const o of authorities(runs, host)) {
    if (o.question?.type !== 'A' && o.question?.type !== 'AAAA') continue;
    const name = o.server?.name ?? o.server?.address;
    if (!byServer.has(name)) byServer.set(name, []);
    byServer.get(name).push(o);
  }
  const camps = new Map();
  for (const [name, said] of byServer) {
    const key = tally(said.map(answerKey))[0].key;
    const typical = said.filter((o) => answerKey(o) === key);
    const camp = camps.get(key) ?? { key, servers: [], addresses: addressesOf(typical[0].answers), rcode: typical[0].rcode, serials: new Set(), dnssec: typical[0].dnssec };
    camp.servers.push(name);
    for (const o of typical) if (o.serial !== undefined) camp.serials.add(o.serial);
    camps.set(key, camp);
  }
  return [...camps.values()]
    .map((camp) => ({ ...camp, servers: camp.servers.sort(), serials: [...camp.serials] }))
    .sort((a, b) => b.servers.length - a.servers.length);
}

/** The cuts on the way down from the root: who was asked, how many sets of name servers they gave. */
export function delegationWalk(runs) {
  const cuts = new Map();
  for (const o of runs.flatMap((m) => m.observations ?? [])) {
    if (o.step !== 'delegation' || !o.nameservers) continue;
    const cut = cuts.get(o.zone) ?? { zone: o.zone, parents: new Set(), sets: new Set(), nameservers: new Set() };
    cut.parents.add(o.parentServer?.name ?? o.parentServer?.address);
    cut.sets.add([...o.nameservers].sort().join(' '));
    for (const name of o.nameservers) cut.nameservers.add(name);
    cuts.set(o.zone, cut);
  }
  return [...cuts.values()].sort((a, b) => labels(a.zone) - labels(b.zone));
}

const labels = (zone) => (zone && zone !== '.' ? zone.split('.').length : 0);

/** One or two servers by name, more by the first and a count. */
export function serverList(names) {
  return names.length <= 2 ? names.join(', ') : `${names[0]} +${names.length - 1}`;
}
