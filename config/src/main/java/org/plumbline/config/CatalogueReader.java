package org.plumbline.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.plumbline.model.Check;
import org.plumbline.model.Service;

/**
 * Reads the files of a catalogue: services of the internet at large, which everybody's agents ask,
 * and so under stricter rules than a person's own (docs/catalogue.md).
 *
 * <p>One reader reads all files of one catalogue, so that it notices what is there twice.
 */
public final class CatalogueReader {
  /** How often a service is asked when its file says nothing. */
  public static final Duration INTERVAL = Duration.ofMinutes(5);

  /** Nobody's service is asked more often than this. */
  static final Duration INTERVAL_MIN = Duration.ofSeconds(60);

  private static final Pattern ID = Pattern.compile("[a-z0-9.-]{1,64}");

  /** The category of a service whose file names none. */
  private static final String UNSTATED = "";

  private final Map<String, String> idPlaces = new HashMap<>();
  private final Map<String, String> askedPlaces = new HashMap<>();

  /**
   * The services of one file.
   *
   * @param file its name in complaints
   * @throws ConfigException with everything that is wrong in it
   */
  public List<Service> read(String file, String text) throws ConfigException {
    Complaints complaints = new Complaints(file);
    Section root = Section.root(YamlFile.parse(file, text), complaints);
    ServiceReader.Defaults defaults =
        new ServiceReader.Defaults(ServiceReader.category(root, UNSTATED), INTERVAL);
    List<Service> services = ServiceReader.read(root, defaults);
    List<Section> sections = root.sections("services");
    if (services.isEmpty()) {
      root.complain("services", "must have at least one service");
    }
    for (int i = 0; i < services.size(); i++) {
      judge(file, services.get(i), sections.get(i));
    }
    root.done();
    complaints.throwIfAny();
    return services;
  }

  private void judge(String file, Service service, Section section) {
    id(file, service.id(), section);
    for (String key : List.of("name", "provider")) {
      if (!section.has(key)) {
        section.complain(key, "is required in a catalogue");
      }
    }
    if (UNSTATED.equals(service.category())) {
      section.complain("category", "is required here or above services");
    }
    List<Section> checks = section.sections("checks");
    for (int i = 0; i < checks.size(); i++) {
      judge(file, service.checks().get(i), checks.get(i));
    }
  }

  private void id(String file, String id, Section section) {
    if (id.isEmpty()) {
      return;
    }
    if (!ID.matcher(id).matches()) {
      section.complain("id", "must be 1 to 64 lower-case letters, digits, dots and dashes");
    }
    if (CatalogueChoice.isReserved(id)) {
      section.complain("id", "must not be all, none or a category: it is chosen by its id");
    }
    String before = idPlaces.putIfAbsent(id, file + ":" + section.line());
    if (before != null) {
      section.complain("id", "must be unique in the catalogue; it is there at " + before);
    }
  }

  private void judge(String file, Check check, Section section) {
    if (check.interval().compareTo(INTERVAL_MIN) < 0) {
      section.complain(
          "interval", "must be at least 60s in a catalogue: these are not our servers");
    }
    if (check.expect().status().stream().anyMatch(CatalogueReader::reachesFailure)) {
      section.complain(
          "expect", "must have a status below 400: what is behind a log-in is not asked");
    }
    if (check.host() == null) {
      section.complain("host", "is required in a catalogue");
      return;
    }
    if (check.host().isEmpty()) {
      return;
    }
    String asked = check.host() + " port " + check.port();
    String before = askedPlaces.putIfAbsent(asked, file + ":" + section.line());
    if (before != null) {
      section.complain("host", "must be asked once; port " + check.port() + " is at " + before);
    }
  }

  /** Whether a status or a range of them ends at 400 or above. */
  private static boolean reachesFailure(String range) {
    return Integer.parseInt(range.substring(range.indexOf('-') + 1)) >= 400;
  }
}
