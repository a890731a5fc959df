package org.plumbline.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.config.Quantity;
import org.plumbline.config.Section;
import org.plumbline.net.Endpoint;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** How things of a scenario are written: addresses, names, records, selectors, moments. */
final class Forms {
  private static final String REACH_RULE = "must be up, down, refused or unreachable";
  private static final int RECORD_COLUMNS = 4;
  private static final Set<String> RCODES =
      Set.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

  private Forms() {}

  /** A domain name as the file writes it, without the final dot; the root is a dot. */
  static Optional<Name> name(String text) {
    try {
      return Optional.of(
          Name.fromString(text.equals("@") ? "." : text.toLowerCase(Locale.ROOT), Name.root));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  static List<InetAddress> addresses(Section section, String key) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : section.texts(key)) {
      address(text)
          .ifPresentOrElse(
              addresses::add, () -> section.complain(key, text, "must be an IP address"));
    }
    return List.copyOf(addresses);
  }

  static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<Endpoint> endpoint(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String host = text.substring(0, colon).replace("[", "").replace("]", "");
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      return address(host).filter(a -> port > 0 && port < 65_536).map(a -> new Endpoint(a, port));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static List<Name> names(Section section, String key) {
    List<Name> names = new ArrayList<>();
    for (String text : section.texts(key)) {
      name(text)
          .ifPresentOrElse(names::add, () -> section.complain(key, text, "must be a domain name"));
    }
    return List.copyOf(names);
  }

  /** A moment: absolute, or from the start of the scenario such as {@code -30d} or {@code 20m}. */
  static Optional<Instant> moment(String text, Instant start) {
    boolean before = text.startsWith("-");
    Optional<Duration> offset = Quantity.duration(before ? text.substring(1) : text);
    if (offset.isPresent()) {
      return Optional.of(before ? start.minus(offset.get()) : start.plus(offset.get()));
    }
    return instant(text);
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static Optional<Integer> rcode(String text) {
    return RCODES.contains(text) ? Optional.of(Rcode.value(text)) : Optional.empty();
  }

  static Reach reach(Section section) {
    return section.value("state", Reach.UP, Reach.UP, Forms::reach, REACH_RULE);
  }

  static Optional<Reach> reach(String text) {
    return switch (text) {
      case "up" -> Optional.of(Reach.UP);
      case "down" -> Optional.of(Reach.DOWN);
      case "refused" -> Optional.of(Reach.REFUSED);
      case "unreachable" -> Optional.of(Reach.UNREACHABLE);
      default -> Optional.empty();
    };
  }

  /** {@code from}: where the askers stand; absent means anyone. */
  static Selector selector(Section above) {
    if (!above.has("from")) {
      above.section("from");
      return Selector.ANYONE;
    }
    Section from = above.section("from");
    Map<String, Set<String>> conditions = new TreeMap<>();
    for (String key : Selector.KEYS) {
      List<String> values = from.texts(key);
      if (!values.isEmpty()) {
        conditions.put(key, new HashSet<>(values));
      }
    }
    from.done();
    return new Selector(conditions);
  }

  /**
   * Lines of records: name, TTL, type, data; {@code @} is the origin, {@code ;} begins a remark.
   */
  static List<Record> records(Section section, String key, Name origin) {
    List<Record> records = new ArrayList<>();
    for (Section.Line line : section.lines(key)) {
      int remark = line.text().indexOf(';');
      boolean quoted = remark >= 0 && line.text().substring(0, remark).indexOf('"') >= 0;
      String text = (remark < 0 || quoted ? line.text() : line.text().substring(0, remark)).strip();
      if (text.isEmpty()) {
        continue;
      }
      Optional<Record> record = record(text, origin);
      if (record.isEmpty()) {
        section.complain(key, line, "must be a record: name, TTL, type, data");
      } else if (!record.get().getName().subdomain(origin)) {
        section.complain(key, line, "must be inside the zone");
      }
      record.ifPresent(records::add);
    }
    return records;
  }

  private static Optional<Record> record(String text, Name origin) {
    String[] columns = text.split("\\s+", RECORD_COLUMNS);
    if (columns.length < RECORD_COLUMNS) {
      return Optional.empty();
    }
    long ttl =
        Quantity.duration(columns[1]).map(Duration::toSeconds).orElseGet(() -> digits(columns[1]));
    int type = Type.value(columns[2]);
    if (ttl < 0 || type < 0) {
      return Optional.empty();
    }
    try {
      Name owner =
          columns[0].equals("@")
              ? origin
              : Name.fromString(columns[0].toLowerCase(Locale.ROOT), origin);
      return Optional.of(Record.fromString(owner, type, DClass.IN, ttl, columns[3], origin));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long digits(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
