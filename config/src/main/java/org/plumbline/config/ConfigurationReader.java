package org.plumbline.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Resolver;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;

/** Reads {@code plumbline.yaml} (docs/configuration.md). */
public final class ConfigurationReader {
  private static final long ASN_MAX = 4_294_967_295L;
  private static final int TARGETS_MAX = 16;

  /** What is usual at each hour of the day is learned from a day and more. */
  private static final Duration KEPT_MIN = Duration.ofDays(2);

  private static final Duration KEPT_MAX = Duration.ofDays(100 * 365);
  private static final List<String> NETWORKS =
      List.of("eyeball", "backbone", "cloud", "wireless", "enterprise");

  private final Path folder;
  private final Section root;

  private ConfigurationReader(Path folder, Section root) {
    this.folder = folder;
    this.root = root;
  }

  /**
   * Reads a file. Paths in it are relative to its folder.
   *
   * @param text what stands in the file
   * @param catalogue that it may choose from
   * @throws ConfigException with everything that is wrong in it
   */
  public static Configuration read(Path file, String text, List<Service> catalogue)
      throws ConfigException {
    Complaints complaints = new Complaints(file.toString());
    Section root = Section.root(YamlFile.parse(file.toString(), text), complaints);
    Path parent = file.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of("") : parent;
    Configuration read = new ConfigurationReader(folder, root).read(catalogue);
    root.done();
    complaints.throwIfAny();
    return read;
  }

  private Configuration read(List<Service> catalogue) {
    List<Service> chosen = CatalogueChoice.read(root, catalogue);
    return new Configuration(
        endpoint(root, "listen"),
        path(root, "data"),
        whereabouts(root.section("vantage")),
        resolvers(),
        CatalogueChoice.withOwn(chosen, ServiceReader.read(root)),
        EnrichReader.read(root, folder),
        AlertsReader.read(root, folder),
        probe(root.section("probe")),
        targets("anchors"),
        targets("mustFail"),
        kept(root.section("retention")));
  }

  private static Configuration.Kept kept(Section section) {
    Configuration.Kept read =
        new Configuration.Kept(
            section.has("measurements")
                ? section.duration("measurements", null, KEPT_MIN, KEPT_MAX)
                : null,
            section.has("incidents")
                ? section.duration("incidents", null, KEPT_MIN, KEPT_MAX)
                : null);
    section.done();
    return read;
  }

  private @Nullable InetSocketAddress endpoint(Section section, String key) {
    return section.has(key)
        ? section.value(
            key,
            null,
            new InetSocketAddress(0),
            Endpoints::parse,
            "must be ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080")
        : null;
  }

  private @Nullable Path path(Section section, String key) {
    return section.textIfAny(key).map(folder::resolve).orElse(null);
  }

  private static Configuration.Whereabouts whereabouts(Section section) {
    Configuration.Whereabouts read =
        new Configuration.Whereabouts(
            word(section, "id", Vantage.ID_FORM, "must be 1 to 64 of a-z, 0-9, . and -"),
            network(section),
            section.has("asn") ? section.integer("asn", null, 1, ASN_MAX) : null,
            section.textIfAny("isp").orElse(null),
            section.textIfAny("city").orElse(null),
            word(section, "region", "[A-Z]{2}-[A-Z0-9]{1,3}", "must be ISO 3166-2, such as US-IL"),
            word(section, "country", "[A-Z]{2}", "must be two letters of ISO 3166-1, such as US"),
            section.has("lat") ? section.decimal("lat", null, -90, 90) : null,
            section.has("lon") ? section.decimal("lon", null, -180, 180) : null);
    if ((read.lat() == null) != (read.lon() == null)) {
      section.complain(read.lat() == null ? "lon" : "lat", "must be given with lat and lon both");
    }
    section.done();
    return read;
  }

  private static @Nullable String network(Section section) {
    return section.has("network")
        ? section.value(
            "network",
            null,
            "",
            text -> NETWORKS.contains(text) ? Optional.of(text) : Optional.empty(),
            "must be one of " + String.join(", ", NETWORKS))
        : null;
  }

  private static @Nullable String word(Section section, String key, String form, String rule) {
    return section.has(key)
        ? section.value(
            key, null, "", text -> text.matches(form) ? Optional.of(text) : Optional.empty(), rule)
        : null;
  }

  private List<Resolver> resolvers() {
    List<Resolver> resolvers = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : root.sections("resolvers")) {
      String id = section.text("id");
      if (!ids.add(id)) {
        section.complain("id", "must be unique among resolvers");
      }
      String address =
          section.has("address")
              ? section.value(
                  "address",
                  null,
                  "",
                  text -> Endpoints.isResolver(text) ? Optional.of(text) : Optional.empty(),
                  "must be an address, with @PORT where that is not 53")
              : null;
      if (address == null && !id.equals(Configuration.SYSTEM_RESOLVER)) {
        section.complain("address", "is required for a resolver other than system");
      }
      resolvers.add(new Resolver(id, address, section.textIfAny("operator").orElse(null)));
      section.done();
    }
    return resolvers;
  }

  private Configuration.Probe probe(Section section) {
    for (String block : section.texts("allow")) {
      if (!Endpoints.isPrefix(block)) {
        section.complain("allow", block, "must be ADDRESS/BITS, such as 10.1.0.0/16");
      }
    }
    Configuration.Probe read =
        new Configuration.Probe(
            section.texts("allow"), path(section, "ca"), path(section, "roots"));
    section.done();
    return read;
  }

  private List<InetSocketAddress> targets(String key) {
    List<InetSocketAddress> targets = new ArrayList<>();
    for (String text : root.texts(key)) {
      Endpoints.parse(text)
          .filter(target -> target.getPort() != 0)
          .ifPresentOrElse(
              targets::add,
              () -> root.complain(key, text, "must be ADDRESS:PORT, such as 9.9.9.9:443"));
    }
    if (targets.size() > TARGETS_MAX) {
      root.complain(key, "must be at most " + TARGETS_MAX);
    }
    return targets;
  }
}
