package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.model.Vantage;

/** From where: sets of countries, continents or access networks whose vantages mostly suffer. */
final class Places {
  private static final double MOSTLY = 0.5;

  private Places() {}

  /**
   * A set of places.
   *
   * @param key what sort of place: country, continent, isp, region; empty for everywhere
   * @param price nats, of naming it
   */
  record Extent(String key, Set<String> values, Cover covers, double price)
      implements Serializable {}

  static final Extent EVERYWHERE = new Extent("", Set.of(), cell -> true, 0);

  static @Nullable String value(@Nullable Vantage vantage, String key) {
    if (vantage == null) {
      return null;
    }
    return switch (key) {
      case "country" -> vantage.country();
      case "continent" -> vantage.continent();
      case "region" -> vantage.region();
      case "isp" -> vantage.isp();
      case "network" -> vantage.network();
      case "asn" -> vantage.asn() == null ? null : String.valueOf(vantage.asn());
      default -> null;
    };
  }

  /** The extents that the failing vantages give reason for, everywhere first. */
  static List<Extent> extents(Scene scene) {
    List<Extent> found = new ArrayList<>();
    found.add(EVERYWHERE);
    for (String key : List.of("isp", "country", "region", "continent")) {
      Set<String> values = suffering(scene, key);
      if (!values.isEmpty()) {
        found.add(extent(scene, key, values));
      }
    }
    return found;
  }

  /** The values of a key most of whose vantages suffer in most of their runs, or near. */
  static Set<String> suffering(Scene scene, String key) {
    Map<String, int[]> runs = new TreeMap<>();
    for (Cell cell : scene.cells) {
      if (cell.focus()) {
        int[] count = runs.computeIfAbsent(cell.like().vantage(), k -> new int[2]);
        count[0] += cell.symptom() == null ? 0 : cell.count();
        count[1] += cell.count();
      }
    }
    Map<String, int[]> shares = new TreeMap<>();
    runs.forEach((vantage, count) -> {
      String value = value(scene.catalogue.vantage(vantage), key);
      if (value != null) {
        int[] share = shares.computeIfAbsent(value, k -> new int[2]);
        share[0] += count[0] >= 0.2 * count[1] && count[0] >= 2 ? 1 : 0;
        share[1]++;
      }
    });
    TreeSet<String> values = new TreeSet<>();
    shares.forEach((value, share) -> {
      if (share[0] > 0 && share[0] >= MOSTLY * share[1]) {
        values.add(value);
      }
    });
    return values;
  }

  static Extent extent(Scene scene, String key, Set<String> values) {
    Catalogue catalogue = scene.catalogue;
    return new Extent(
        key,
        values,
        cell -> {
          String value = value(catalogue.vantage(cell.like().vantage()), key);
          return value != null && values.contains(value);
        },
        values.size());
  }
}
