package org.plumbline.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArrowsTest {
  /**
   * Which rooms a room may import (ARCHITECTURE.md, "Rooms and arrows"); think hard before adding
   * an arrow.
   */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("net", Set.of()),
          Map.entry("config", Set.of("model")),
          Map.entry("wire", Set.of("model")),
          Map.entry("dns", Set.of("net", "model")),
          Map.entry("tls", Set.of("net", "model")),
          Map.entry("engine", Set.of("model")),
          Map.entry("store", Set.of("model")),
          Map.entry("probe", Set.of("dns", "tls", "net", "model")),
          Map.entry("owners", Set.of("dns", "net", "model")),
          Map.entry("store-embedded", Set.of("store", "wire", "model")),
          Map.entry("runner", Set.of("engine", "store", "model")),
          Map.entry("alert", Set.of("config", "store", "wire", "net", "model")),
          Map.entry("access", Set.of("store", "wire", "model")),
          Map.entry("api", Set.of("access", "store", "wire", "model")),
          Map.entry("lab", Set.of("dns", "net", "config", "model")),
          Map.entry("collector", Set.of("access", "wire", "store", "owners", "model")),
          Map.entry("agent", Set.of("probe", "wire", "net", "model")));

  /** The engine's packages, each of which may import those before it. */
  private static final List<String> ENGINE = List.of("detect", "localise", "diagnose", "incident");

  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?org\\.plumbline\\.(\\w+)(?:\\.(\\w+))?\\.", Pattern.MULTILINE);
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  @Test
  void importsFollowTheArrows() {
    List<String> wrong = new ArrayList<>();
    for (Repository.TextFile file : Repository.mainSources()) {
      Set<String> allowed = ARROWS.get(file.room());
      if (allowed == null) {
        continue;
      }
      for (String target : imported(file)) {
        if (!allowed.contains(target)) {
          wrong.add(file.path() + " imports " + target);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Set<String> imported(Repository.TextFile file) {
    Set<String> rooms = new TreeSet<>();
    Matcher matcher = IMPORT.matcher(file.text());
    while (matcher.find()) {
      String room = matcher.group(1);
      String sub = matcher.group(2);
      rooms.add(room.equals("store") && "embedded".equals(sub) ? "store-embedded" : room);
    }
    rooms.remove(file.room());
    return rooms;
  }

  @Test
  void everyRoomHasItsArrowsWrittenDown() {
    Set<String> rooms = new TreeSet<>();
    Repository.mainSources().forEach(file -> rooms.add(file.room()));
    rooms.remove("cli");
    assertThat(ARROWS.keySet()).containsAll(rooms);
  }

  @Test
  void everyRoomIsOnePackageButTheEngine() {
    Map<String, Set<String>> packages = new TreeMap<>();
    for (Repository.TextFile file : Repository.mainSources()) {
      Matcher matcher = PACKAGE.matcher(file.text());
      assertThat(matcher.find()).as(file.path()).isTrue();
      packages.computeIfAbsent(file.room(), room -> new TreeSet<>()).add(matcher.group(1));
    }
    packages.remove("engine");
    assertThat(packages).allSatisfy((room, names) -> assertThat(names).as(room).hasSize(1));
  }

  @Test
  void thePackagesOfTheEngineImportOnlyThoseBefore() {
    List<String> wrong = new ArrayList<>();
    for (Repository.TextFile file : Repository.mainSources()) {
      int own = ENGINE.indexOf(file.path().replaceAll(".*/engine/(\\w+)/[^/]*", "$1"));
      Matcher matcher = IMPORT.matcher(file.text());
      while (file.room().equals("engine") && matcher.find()) {
        if (matcher.group(1).equals("engine") && ENGINE.indexOf(matcher.group(2)) > own) {
          wrong.add(file.path() + " imports " + matcher.group(2));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void onlyTheLabAndTheCommandLineKnowTheLab() {
    assertThat(Repository.mainSources())
        .filteredOn(file -> file.text().contains("org.plumbline.lab"))
        .allSatisfy(file -> assertThat(file.room()).isIn("lab", "cli"));
  }
}
