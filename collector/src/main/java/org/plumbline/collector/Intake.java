package org.plumbline.collector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.MeasurementId;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;
import org.plumbline.owners.Enrichment;
import org.plumbline.owners.Owners;
import org.plumbline.store.Directory;
import org.plumbline.store.EntryLine;
import org.plumbline.wire.Line;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** One post on its way in: which of its lines are facts that may be stored, and why others not. */
final class Intake {
  private static final Pattern VANTAGE_ID = Pattern.compile(Vantage.ID_FORM);
  private static final int REASON_CHARS_MAX = 300;

  /** The highest that a measurement id can say. */
  private static final long SEQUENCE_MAX = 999_999_999_999_999_999L;

  /** Why a line is not taken. */
  record Rejected(int line, String reason) {}

  /** A readable line by its number. */
  private record Numbered(int line, Entry entry) {}

  private final Directory directory;
  private final Reporter reporter;
  private final List<Entry> accepted = new ArrayList<>();
  private final TreeMap<Integer, Rejected> rejected = new TreeMap<>();

  /** Introduced by this post. */
  private final Map<String, Service> services = new HashMap<>();

  private final Set<String> vantages = new HashSet<>();

  /** Check ids of services that were met, new and known. */
  private final Map<String, Set<String>> checks = new HashMap<>();

  /** Streams whose watermark the sender wants to know. */
  private final Set<Stream> streams = new HashSet<>();

  /** One epoch of a vantage. */
  record Stream(String vantage, int epoch) {}

  Intake(Directory directory, Reporter reporter) {
    this.directory = directory;
    this.reporter = reporter;
  }

  /** Reads all lines; a service or vantage may stand behind what needs it. */
  void read(List<byte[]> lines) {
    List<Numbered> readable = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!isBlank(lines.get(i))) {
        parse(i + 1, lines.get(i)).ifPresent(readable::add);
      }
    }
    for (Numbered numbered : readable) {
      if (numbered.entry() instanceof Service || numbered.entry() instanceof Vantage) {
        take(numbered);
      }
    }
    for (Numbered numbered : readable) {
      if (!(numbered.entry() instanceof Service || numbered.entry() instanceof Vantage)) {
        take(numbered);
      }
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private Optional<Numbered> parse(int line, byte[] bytes) {
    try {
      return switch (Wire.read(bytes)) {
        case Line.Fact(Entry entry, _) -> Optional.of(new Numbered(line, entry));
        case Line.Conclusion(String kind) -> {
          reject(line, "a record of kind " + kind + " is no fact");
          yield Optional.empty();
        }
      };
    } catch (Unreadable e) {
      reject(line, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void reject(int line, String reason) {
    String shown =
        reason.length() <= REASON_CHARS_MAX ? reason : reason.substring(0, REASON_CHARS_MAX) + "…";
    rejected.put(line, new Rejected(line, shown));
  }

  private void take(Numbered numbered) {
    Entry entry = numbered.entry();
    String reason = complaint(entry);
    if (reason != null) {
      reject(numbered.line(), reason);
      return;
    }
    Entry stored =
        switch (entry) {
          case Vantage vantage -> stamped(vantage);
          case Measurement measurement -> measurement;
          case Service service -> service;
          case Route route -> route;
          case Heartbeat heartbeat -> heartbeat;
          case Gap gap -> gap;
          case Tick tick -> tick;
        };
    accepted.add(stored);
  }

  /** Why an entry is not taken; null when it is. */
  private @Nullable String complaint(Entry entry) {
    return switch (entry) {
      case Service service -> introduce(service);
      case Vantage vantage -> introduce(vantage);
      case Route _ -> null;
      case Tick _ -> "ticks are written by the server";
      case Heartbeat beat -> note(complaintAbout(beat.vantage()), beat.vantage(), beat.epoch());
      case Gap gap ->
          gap.from() < 0 || gap.to() < gap.from() || gap.to() > SEQUENCE_MAX
              ? "a gap goes from a sequence to one that is not before it"
              : note(complaintAbout(gap.vantage()), gap.vantage(), gap.epoch());
      case Measurement measurement -> complaint(measurement);
    };
  }

  private @Nullable String note(@Nullable String complaint, String vantage, int epoch) {
    if (complaint == null) {
      streams.add(new Stream(vantage, epoch));
    }
    return complaint;
  }

  private @Nullable String introduce(Service service) {
    if (service.id().isEmpty()) {
      return "a service needs an id";
    }
    services.put(service.id(), service);
    checks.remove(service.id());
    return null;
  }

  private @Nullable String introduce(Vantage vantage) {
    if (!VANTAGE_ID.matcher(vantage.id()).matches()) {
      return "a vantage id is 1 to 64 of a-z, 0-9, dot and hyphen";
    }
    if (!reporter.mayIntroduce(vantage.id())) {
      return "vantage " + vantage.id() + " belongs to another token";
    }
    vantages.add(vantage.id());
    return null;
  }

  private @Nullable String complaintAbout(String vantage) {
    if (!vantages.contains(vantage) && directory.vantage(vantage).isEmpty()) {
      return "unknown vantage " + vantage;
    }
    return reporter.mayReport(vantage) ? null : "vantage " + vantage + " belongs to another token";
  }

  private @Nullable String complaint(Measurement measurement) {
    Optional<MeasurementId> id = MeasurementId.parse(measurement.id());
    if (id.isEmpty()) {
      return "id must be vantage:epoch:sequence";
    }
    if (!id.get().vantage().equals(measurement.vantage())) {
      return "id and vantage name different vantages";
    }
    if (!checks(measurement.service()).contains(measurement.check())) {
      return "unknown check " + measurement.check() + " of service " + measurement.service();
    }
    return note(complaintAbout(measurement.vantage()), measurement.vantage(), id.get().epoch());
  }

  private Set<String> checks(String service) {
    return checks.computeIfAbsent(
        service,
        id -> {
          Set<String> ids = new HashSet<>();
          Optional.ofNullable(services.get(id)).ifPresent(it -> addChecks(it, ids));
          // What stands counts too: an agent that was offline reports on yesterday's checks.
          directory.service(id).ifPresent(it -> addChecks(it, ids));
          return ids;
        });
  }

  private static void addChecks(Service service, Set<String> ids) {
    for (Check check : service.checks()) {
      ids.add(check.id());
    }
  }

  /**
   * With the standing that the server gives it: what an admin says, else as it stands, else
   * trusted, because a token is only had from an admin.
   */
  private Vantage stamped(Vantage vantage) {
    if (reporter.isAdmin()) {
      return vantage;
    }
    Vantage.Standing standing =
        directory.vantage(vantage.id()).map(Vantage::standing).orElse(Vantage.Standing.TRUSTED);
    return new Vantage(
        vantage.id(),
        vantage.network(),
        vantage.asn(),
        vantage.isp(),
        vantage.city(),
        vantage.region(),
        vantage.country(),
        vantage.continent(),
        vantage.lat(),
        vantage.lon(),
        vantage.families(),
        vantage.resolvers(),
        vantage.operator(),
        standing);
  }

  /**
   * What is to be stored, in the order taken; the addresses of all its measurements get their
   * owners in one go, because that may be waited for.
   */
  List<EntryLine> accepted(Owners owners) {
    List<Measurement> measurements =
        accepted.stream()
            .filter(Measurement.class::isInstance)
            .map(Measurement.class::cast)
            .toList();
    Iterator<Measurement> enriched = Enrichment.of(owners, measurements).iterator();
    List<EntryLine> lines = new ArrayList<>(accepted.size());
    for (Entry entry : accepted) {
      Entry stored = entry instanceof Measurement ? enriched.next() : entry;
      lines.add(new EntryLine(stored, Wire.write(stored)));
    }
    return lines;
  }

  List<Rejected> rejected() {
    return List.copyOf(rejected.values());
  }

  Set<Stream> streams() {
    return streams;
  }
}
