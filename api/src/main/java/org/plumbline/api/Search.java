package org.plumbline.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.access.Refused;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Entity;
import org.plumbline.model.Incident;
import org.plumbline.model.Severity;
import org.plumbline.store.Incidents;

/**
 * Incidents by what the store does not look for: severity, cause and words.
 *
 * @param severities empty means all
 * @param categories of the first cause; empty means all
 * @param words each of which must occur, in any case
 */
record Search(Set<Severity> severities, Set<Category> categories, List<String> words) {
  /** Incidents looked through for one answer; it may be short of its limit and yet have a next. */
  static final int LOOKED_MAX = 1_000;

  private static final int PAGE = 100;

  Search {
    severities = Set.copyOf(severities);
    categories = Set.copyOf(categories);
    words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  static Search of(Query query) throws Refused {
    String text = query.text("q");
    return new Search(
        query.words("severity", Severity.values()),
        query.words("category", Category.values()),
        text == null ? List.of() : List.of(text.strip().split("\\s+")));
  }

  /** A page of what the store finds and this search lets pass. */
  Incidents.Page in(Incidents incidents, Incidents.Filter filter, long before, int limit) {
    if (severities.isEmpty() && categories.isEmpty() && words.isEmpty()) {
      return incidents.find(filter, before, limit);
    }
    List<Incident> found = new ArrayList<>();
    long next = before;
    int looked = 0;
    do {
      // Never more than are still wanted, so that the next page begins right behind the last found.
      Incidents.Page page = incidents.find(filter, next, Math.min(PAGE, limit - found.size()));
      page.incidents().stream().filter(this::lets).forEach(found::add);
      looked += page.incidents().size();
      next = page.next();
    } while (next != 0 && found.size() < limit && looked < LOOKED_MAX);
    return new Incidents.Page(found, next);
  }

  private boolean lets(Incident incident) {
    Cause first = incident.causes().isEmpty() ? null : incident.causes().getFirst();
    return (severities.isEmpty()
            || (incident.severity() != null && severities.contains(incident.severity())))
        && (categories.isEmpty() || (first != null && categories.contains(first.category())))
        && (words.isEmpty() || says(incident, first));
  }

  private boolean says(Incident incident, @Nullable Cause first) {
    Stream<String> of =
        Stream.concat(
            Stream.of(incident.id(), incident.title(), incident.summary()),
            Stream.concat(
                incident.services().stream(),
                incident.symptoms().stream()
                    .map(symptom -> symptom.layer().word() + " " + symptom.code())));
    StringBuilder all = new StringBuilder();
    of.forEach(text -> all.append(text).append('\n'));
    if (first != null) {
      Entity entity = first.entity();
      all.append(first.category().word()).append('\n').append(entity == null ? "" : entity.id());
    }
    String text = all.toString().toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }
}
