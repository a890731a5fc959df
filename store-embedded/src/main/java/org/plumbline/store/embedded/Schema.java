package org.plumbline.store.embedded;

import java.util.List;
import java.util.Map;

/**
 * The tables of a file, and how a file of an earlier version becomes one of this.
 *
 * @param version of {@code tables}
 * @param tables the statements that make them
 * @param upgrades by version, the statements that bring a file from it to the one after
 */
record Schema(int version, List<String> tables, Map<Integer, List<String>> upgrades) {
  Schema {
    tables = List.copyOf(tables);
    upgrades = Map.copyOf(upgrades);
  }
}
