package org.plumbline.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Depth;
import org.plumbline.model.Entity;
import org.plumbline.model.Entry;
import org.plumbline.model.Family;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Resolver;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Trigger;
import org.plumbline.model.Vantage;

/** Reads the records of the measurement log. */
final class EntryReader {
  private static final Words<Depth> DEPTHS = new Words<>(Depth.values());
  private static final Words<Trigger> TRIGGERS = new Words<>(Trigger.values());
  private static final Words<Vantage.Standing> STANDINGS = new Words<>(Vantage.Standing.values());

  private final JsonIn in;
  private @Nullable Instant receivedAt;

  EntryReader(JsonIn in) {
    this.in = in;
  }

  Line.Fact read(String kind) throws Unreadable {
    Entry entry =
        switch (kind) {
          case "measurement" -> measurement();
          case "heartbeat" -> heartbeat();
          case "vantage" -> vantage();
          case "service" -> service();
          case "gap" -> gap();
          case "route" -> route();
          case "tick" -> tick();
          default -> throw new Unreadable("unknown kind " + kind);
        };
    in.end();
    return new Line.Fact(entry, receivedAt);
  }

  /** A vantage record inside another object; its {@code kind} may be there or not. */
  static Vantage nestedVantage(JsonIn in) throws Unreadable {
    in.openObject();
    return new EntryReader(in).vantage();
  }

  /** Fields that every kind has, and those that nobody knows. */
  private void other(String name) throws Unreadable {
    if (name.equals("receivedAt")) {
      receivedAt = in.instant();
    } else {
      in.skip();
    }
  }

  private static <T> T required(@Nullable T value, String field) throws Unreadable {
    if (value == null) {
      throw new Unreadable("/" + field + " is missing");
    }
    return value;
  }

  private Measurement measurement() throws Unreadable {
    String id = null;
    String check = null;
    String service = null;
    String vantage = null;
    Instant at = null;
    Family family = null;
    Depth depth = null;
    Trigger trigger = null;
    String request = null;
    String run = null;
    List<Observation> observations = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "id" -> id = in.text();
        case "check" -> check = in.text();
        case "service" -> service = in.text();
        case "vantage" -> vantage = in.text();
        case "at" -> at = in.instant();
        case "family" -> family = Parts.family(in);
        case "depth" -> depth = in.word(DEPTHS);
        case "trigger" -> trigger = in.word(TRIGGERS);
        case "request" -> request = in.text();
        case "run" -> run = in.text();
        case "observations" -> observations = in.list(ObservationReader::read);
        default -> other(name);
      }
    }
    return new Measurement(
        required(id, "id"),
        required(check, "check"),
        required(service, "service"),
        required(vantage, "vantage"),
        required(at, "at"),
        family,
        required(depth, "depth"),
        trigger,
        request,
        run,
        required(observations, "observations"));
  }

  private Heartbeat heartbeat() throws Unreadable {
    String vantage = null;
    Instant at = null;
    int epoch = 0;
    Duration uptime = null;
    Heartbeat.Tally anchors = null;
    Heartbeat.Tally mustFail = null;
    Long produced = null;
    Long acknowledged = null;
    Long queued = null;
    Long dropped = null;
    Duration clockOffset = null;
    List<Family> families = List.of();
    String version = null;
    String collector = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "vantage" -> vantage = in.text();
        case "at" -> at = in.instant();
        case "epoch" -> epoch = in.small();
        case "uptimeMs" -> uptime = in.millis();
        case "anchors" -> anchors = tally();
        case "mustFail" -> mustFail = tally();
        case "produced" -> produced = in.whole();
        case "acknowledged" -> acknowledged = in.whole();
        case "queued" -> queued = in.whole();
        case "dropped" -> dropped = in.whole();
        case "clockOffsetMs" -> clockOffset = in.millis();
        case "families" -> families = in.list(Parts::family);
        case "version" -> version = in.text();
        case "collector" -> collector = in.text();
        default -> other(name);
      }
    }
    return new Heartbeat(
        required(vantage, "vantage"),
        required(at, "at"),
        epoch,
        uptime,
        anchors,
        mustFail,
        produced,
        acknowledged,
        queued,
        dropped,
        clockOffset,
        families,
        version,
        collector);
  }

  private Heartbeat.Tally tally() throws Unreadable {
    in.openObject();
    int tried = 0;
    int ok = 0;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "tried" -> tried = in.small();
        case "ok" -> ok = in.small();
        default -> in.skip();
      }
    }
    return new Heartbeat.Tally(tried, ok);
  }

  private Vantage vantage() throws Unreadable {
    String id = null;
    String network = null;
    Long asn = null;
    String isp = null;
    String city = null;
    String region = null;
    String country = null;
    String continent = null;
    Double lat = null;
    Double lon = null;
    List<Family> families = List.of();
    List<Resolver> resolvers = List.of();
    String operator = null;
    Vantage.Standing standing = Vantage.Standing.TRUSTED;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "id" -> id = in.text();
        case "network" -> network = in.text();
        case "asn" -> asn = in.asn();
        case "isp" -> isp = in.text();
        case "city" -> city = in.text();
        case "region" -> region = in.text();
        case "country" -> country = in.text();
        case "continent" -> continent = in.text();
        case "lat" -> lat = in.number();
        case "lon" -> lon = in.number();
        case "families" -> families = in.list(Parts::family);
        case "resolvers" -> resolvers = in.list(Parts::resolver);
        case "operator" -> operator = in.text();
        case "standing" -> standing = in.word(STANDINGS);
        default -> other(name);
      }
    }
    return new Vantage(
        required(id, "id"),
        network,
        asn,
        isp,
        city,
        region,
        country,
        continent,
        lat,
        lon,
        families,
        resolvers,
        operator,
        standing);
  }

  private Service service() throws Unreadable {
    String id = null;
    String label = null;
    String category = null;
    double weight = 1;
    String provider = null;
    List<Check> checks = List.of();
    List<Entity> dependsOn = List.of();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "id" -> id = in.text();
        case "name" -> label = in.text();
        case "category" -> category = in.text();
        case "weight" -> weight = in.number();
        case "provider" -> provider = in.text();
        case "checks" -> checks = in.list(CheckCodec::read);
        case "dependsOn" -> dependsOn = in.list(Parts::entity);
        default -> other(name);
      }
    }
    return new Service(required(id, "id"), label, category, weight, provider, checks, dependsOn);
  }

  private Gap gap() throws Unreadable {
    String vantage = null;
    int epoch = 0;
    Long from = null;
    Long to = null;
    long count = 0;
    String reason = null;
    Instant at = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "vantage" -> vantage = in.text();
        case "epoch" -> epoch = in.small();
        case "from" -> from = in.whole();
        case "to" -> to = in.whole();
        case "count" -> count = in.whole();
        case "reason" -> reason = in.text();
        case "at" -> at = in.instant();
        default -> other(name);
      }
    }
    return new Gap(
        required(vantage, "vantage"),
        epoch,
        required(from, "from"),
        required(to, "to"),
        count,
        reason,
        required(at, "at"));
  }

  private Route route() throws Unreadable {
    Instant at = null;
    String collector = null;
    Long peerAsn = null;
    String type = null;
    String prefix = null;
    List<Long> path = List.of();
    Long originAsn = null;
    String rpki = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "at" -> at = in.instant();
        case "collector" -> collector = in.text();
        case "peerAsn" -> peerAsn = in.asn();
        case "type" -> type = in.text();
        case "prefix" -> prefix = in.text();
        case "path" -> path = in.list(JsonIn::asn);
        case "originAsn" -> originAsn = in.asn();
        case "rpki" -> rpki = in.text();
        default -> other(name);
      }
    }
    return new Route(
        required(at, "at"),
        collector,
        peerAsn,
        required(type, "type"),
        required(prefix, "prefix"),
        path,
        originAsn,
        rpki);
  }

  private Tick tick() throws Unreadable {
    Instant at = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "at" -> at = in.instant();
        default -> other(name);
      }
    }
    return new Tick(required(at, "at"));
  }
}
