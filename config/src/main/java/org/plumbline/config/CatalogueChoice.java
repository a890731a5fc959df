package org.plumbline.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.model.Service;

/** Which services of the catalogue are watched: {@code all}, {@code none}, categories and ids. */
public final class CatalogueChoice {
  private static final String KEY = "catalogue";
  private static final String ALL = "all";
  private static final String NONE = "none";
  private static final String RULE =
      "must be all, none, or a list of categories and ids of the catalogue"
          + " (plumb catalogue list shows them)";

  private CatalogueChoice() {}

  /** The chosen ones, in the order of the catalogue; all where the key is absent. */
  public static List<Service> read(Section configuration, List<Service> catalogue) {
    List<String> words = configuration.texts(KEY);
    if (!configuration.has(KEY) || words.equals(List.of(ALL))) {
      return catalogue;
    }
    if (words.equals(List.of(NONE))) {
      return List.of();
    }
    if (words.isEmpty()) {
      configuration.complain(KEY, RULE);
    }
    Set<String> chosen = new HashSet<>();
    for (String word : words) {
      if (word.equals(ALL) || word.equals(NONE)) {
        configuration.complain(KEY, word, "must stand alone");
      } else if (!isCategory(word) && catalogue.stream().noneMatch(s -> s.id().equals(word))) {
        configuration.complain(KEY, word, RULE);
      } else if (!chosen.add(word)) {
        configuration.complain(KEY, word, "must be named once");
      }
    }
    return catalogue.stream()
        .filter(s -> chosen.contains(s.id()) || chosen.contains(String.valueOf(s.category())))
        .toList();
  }

  /** All that is watched: own services first, each in place of a chosen one of the same id. */
  public static List<Service> withOwn(List<Service> chosen, List<Service> own) {
    Set<String> ids = new HashSet<>();
    own.forEach(service -> ids.add(service.id()));
    List<Service> watched = new ArrayList<>(own);
    chosen.stream().filter(service -> !ids.contains(service.id())).forEach(watched::add);
    return List.copyOf(watched);
  }

  /** Words that a choice reads otherwise than as the id of a service. */
  static boolean isReserved(String word) {
    return word.equals(ALL) || word.equals(NONE) || isCategory(word);
  }

  private static boolean isCategory(String word) {
    return ServiceReader.word(ServiceCategory.values(), word).isPresent();
  }
}
