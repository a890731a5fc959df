package org.plumbline.engine.diagnose;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** To whom the addresses of the failing runs belong. */
final class Owners {
  private Owners() {}

  /** An owner of addresses: its number, the name where known, the services that fail and not. */
  static final class Owner {
    final long asn;
    String name;
    int failing;
    int runs;
    final TreeSet<String> hit = new TreeSet<>();
    final TreeSet<String> spared = new TreeSet<>();
    final TreeSet<String> vantages = new TreeSet<>();
    final TreeMap<String, Integer> pops = new TreeMap<>();

    Owner(long asn) {
      this.asn = asn;
      this.name = "AS" + asn;
    }
  }

  static Map<Long, Owner> of(Scene scene) {
    TreeMap<Long, Owner> owners = new TreeMap<>();
    for (Cell cell : scene.cells) {
      if (cell.like().asn() == null || cell.like().strange()) {
        continue;
      }
      Owner owner = owners.computeIfAbsent(cell.like().asn(), Owner::new);
      owner.name = cell.like().owner() == null ? owner.name : cell.like().owner();
      if (cell.focus()) {
        owner.runs += cell.count();
        if (cell.symptom() != null) {
          owner.failing += cell.count();
          owner.hit.add(cell.like().service());
          owner.vantages.add(cell.like().vantage());
          if (cell.like().pop() != null) {
            owner.pops.merge(cell.like().pop(), cell.count(), Integer::sum);
          }
        }
      } else {
        owner.spared.add(cell.like().service());
      }
    }
    owners.values().removeIf(owner -> owner.failing == 0);
    owners.values().forEach(owner -> owner.spared.removeAll(owner.hit));
    return owners;
  }
}
