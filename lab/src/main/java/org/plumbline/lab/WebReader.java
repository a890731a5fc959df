package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.config.Section;

/** Reads {@code certificates} and {@code web}. */
final class WebReader {
  private static final Duration DELAY_MAX = Duration.ofSeconds(60);
  private static final int BODY_CHARACTERS_MAX = 64 * 1_024;
  private static final String MOMENT_RULE =
      "must be an instant, or a time from the start such as -30d or 60d";

  private final Section root;
  private final Instant start;

  WebReader(Section root, Instant start) {
    this.root = root;
    this.start = start;
  }

  Map<String, CertificateSpec> certificates() {
    Map<String, CertificateSpec> certificates = new LinkedHashMap<>();
    root.named("certificates")
        .forEach((id, section) -> {
          List<String> names = section.texts("names");
          if (names.isEmpty()) {
            section.complain("names", "must be at least one name");
          }
          Instant from = moment(section, "from", "-30d");
          Instant to = moment(section, "to", "60d");
          if (!to.isAfter(from)) {
            section.complain("to", "must be after from");
          }
          CertificateSpec.Issuer issuer =
              section.value(
                  "issuer",
                  CertificateSpec.Issuer.LAB,
                  CertificateSpec.Issuer.LAB,
                  WebReader::issuer,
                  "must be lab, self or unknown");
          certificates.put(
              id, new CertificateSpec(id, names, from, to, issuer, section.flag("chain", true)));
          section.done();
        });
    return certificates;
  }

  Map<String, Host.Web> hosts(Map<String, CertificateSpec> certificates) {
    Map<String, Host.Web> hosts = new LinkedHashMap<>();
    root.named("web")
        .forEach((name, section) -> {
          List<InetAddress> addresses = Forms.addresses(section, "addresses");
          if (addresses.isEmpty()) {
            section.complain("addresses", "must be at least one address");
          }
          List<String> used = section.texts("certificates");
          for (String id : used) {
            if (!certificates.containsKey(id)) {
              section.complain("certificates", id, "must be one of certificates");
            }
          }
          Map<String, Host.Page> sites = new LinkedHashMap<>();
          section
              .named("sites")
              .forEach((host, page) -> sites.put(host.toLowerCase(Locale.ROOT), page(page, 200)));
          hosts.put(
              name,
              new Host.Web(
                  name,
                  addresses,
                  Forms.reach(section),
                  used,
                  sites,
                  page(section.section("otherwise"), 404)));
          section.done();
        });
    return hosts;
  }

  private static Host.Page page(Section section, int usual) {
    int status = (int) section.integer("status", (long) usual, 200, 599);
    String body = section.text("body", status < 400 ? "welcome\n" : "error " + status + "\n");
    if (body.length() > BODY_CHARACTERS_MAX) {
      section.complain("body", "must be at most " + BODY_CHARACTERS_MAX + " characters");
    }
    Host.Page page =
        new Host.Page(
            status,
            body,
            section.text("location", ""),
            section.duration("delay", Duration.ZERO, Duration.ZERO, DELAY_MAX));
    section.done();
    return page;
  }

  private Instant moment(Section section, String key, String usual) {
    Instant fallback = Forms.moment(usual, start).orElse(start);
    return section.value(key, fallback, fallback, text -> Forms.moment(text, start), MOMENT_RULE);
  }

  private static Optional<CertificateSpec.Issuer> issuer(String text) {
    return switch (text) {
      case "lab" -> Optional.of(CertificateSpec.Issuer.LAB);
      case "self" -> Optional.of(CertificateSpec.Issuer.SELF);
      case "unknown" -> Optional.of(CertificateSpec.Issuer.UNKNOWN);
      default -> Optional.empty();
    };
  }
}
