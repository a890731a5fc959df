package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Attempt;
import org.plumbline.model.Check;
import org.plumbline.model.Depth;
import org.plumbline.model.Expectation;
import org.plumbline.model.Family;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Incident;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Trigger;
import org.plumbline.model.Vantage;
import org.plumbline.model.Working;

/** Plain records for tests of stores and of what stands on them. */
public final class Facts {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.500Z");
  private static final int PORT = 443;

  private Facts() {}

  public static Measurement measurement(String vantage, int epoch, long sequence) {
    return measurement("shop", vantage, epoch, sequence);
  }

  public static Measurement measurement(String service, String vantage, int epoch, long sequence) {
    return measurement(service, vantage + ":" + epoch + ":" + sequence, null);
  }

  /** A measurement of a shop at an address of this network. */
  public static Measurement connected(String id, long asn) {
    return measurement("shop", id, asn);
  }

  private static Measurement measurement(String service, String id, @Nullable Long asn) {
    return new Measurement(
        id,
        service + "/https",
        service,
        id.substring(0, id.indexOf(':')),
        AT,
        Family.V4,
        Depth.ROUTINE,
        Trigger.SCHEDULE,
        null,
        null,
        List.of(
            new Observation.Tcp(
                new Attempt(Duration.ofMillis(12), new Outcome.Ok()), "192.0.2.1", asn, PORT)));
  }

  public static Service service(String id, String name) {
    Check check =
        new Check(
            id + "/https",
            id + ".example",
            PORT,
            Check.Scheme.HTTPS,
            "/",
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            List.of(Family.V4),
            Expectation.ORDINARY,
            null);
    return new Service(id, name, "saas", 1, null, List.of(check), List.of());
  }

  public static Vantage vantage(String id, String city) {
    return new Vantage(
        id,
        "eyeball",
        null,
        null,
        city,
        null,
        null,
        null,
        null,
        null,
        List.of(Family.V4),
        List.of(),
        null,
        Vantage.Standing.TRUSTED);
  }

  public static Heartbeat heartbeat(String vantage, Instant at) {
    return new Heartbeat(
        vantage,
        at,
        1,
        Duration.ofMinutes(5),
        new Heartbeat.Tally(5, 5),
        new Heartbeat.Tally(1, 0),
        10L,
        9L,
        1L,
        0L,
        Duration.ofMillis(3),
        List.of(Family.V4),
        "0.1.0",
        null);
  }

  public static Gap gap(String vantage, int epoch, long from, long to) {
    return new Gap(vantage, epoch, from, to, to - from + 1, "spool full", AT);
  }

  public static Route route(String prefix) {
    return new Route(AT, "rrc00", 64500L, "announce", prefix, List.of(64500L), 64500L, "unknown");
  }

  public static Incident incident(
      String id, int version, Incident.State state, Instant emittedAt, String service) {
    return new Incident(
        id,
        version,
        state,
        emittedAt,
        emittedAt,
        null,
        null,
        "title " + version,
        "summary",
        List.of(service),
        List.of(),
        List.of(),
        List.of(),
        new Incident.Scope(Map.of(), List.of(), List.of()),
        null,
        false,
        false,
        new Incident.View(1, 1),
        List.of(),
        null,
        null,
        List.of(),
        null);
  }

  public static FollowUp followUp(String id, Instant until) {
    return new FollowUp(
        id, "shop/https", List.of("dns"), List.of("192.0.2.1"), List.of("192.0.2.53"), until);
  }

  public static Working working(String address) {
    return new Working(address, "owner", 3, AT);
  }
}
