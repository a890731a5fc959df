package org.plumbline.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.config.ServiceCategory;
import org.plumbline.model.Check;
import org.plumbline.model.Service;

/**
 * A catalogue as a table for people: by category, one line a check, at most 80 columns. Ids, since
 * they choose.
 */
final class CatalogueTable {
  private static final int COLUMNS = 80;
  private static final int ID = 23;
  private static final String GAP = "  ";
  private static final String CUT = "...";

  private CatalogueTable() {}

  static String of(List<Service> services, boolean colour) {
    StringBuilder out = new StringBuilder();
    for (ServiceCategory category : ServiceCategory.values()) {
      List<Service> those =
          services.stream().filter(s -> category.word().equals(s.category())).toList();
      if (!those.isEmpty()) {
        String title = category.word() + ": " + category.description();
        out.append(Paint.STRONG.on(title, colour)).append('\n');
        those.forEach(service -> out.append(lines(service)));
        out.append('\n');
      }
    }
    return out.toString();
  }

  private static String lines(Service service) {
    String head = GAP + padded(service.id(), ID) + GAP;
    String rest = " ".repeat(head.length());
    return service.checks().stream()
        .map(check -> cut(asked(check), COLUMNS - head.length()) + "\n")
        .collect(Collectors.joining(rest, head, ""));
  }

  /** What a check asks, the ordinary left out: https and the ports of schemes. */
  private static String asked(Check check) {
    String at = check.host() + port(check) + (check.path() == null ? "" : check.path());
    return switch (check.scheme()) {
      case HTTPS -> at;
      case HTTP, TLS, TCP, DNS, PING -> check.scheme().word() + " " + at;
    };
  }

  private static String port(Check check) {
    Integer port = check.port();
    int usual =
        switch (check.scheme()) {
          case HTTPS, TLS -> 443;
          case HTTP -> 80;
          case DNS -> 53;
          case TCP, PING -> 0;
        };
    return port == null || port == usual ? "" : ":" + port;
  }

  private static String padded(String text, int width) {
    String fitting = cut(text, width);
    return fitting + " ".repeat(width - fitting.length());
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - CUT.length()) + CUT;
  }
}
