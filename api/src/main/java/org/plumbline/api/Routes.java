package org.plumbline.api;

import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.access.Refused;
import org.plumbline.model.Incident;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.store.Directory;
import org.plumbline.store.Incidents;
import org.plumbline.store.Measurements;
import org.plumbline.store.Store;
import org.plumbline.wire.Wire;

/** The answers in JSON, by path. */
final class Routes {
  /** Incidents or measurements in an answer, unless asked for otherwise. */
  private static final int LIMIT_USUAL = 100;

  /** What a timeline shows, unless asked for otherwise. */
  private static final Duration TIMELINE_USUAL = Duration.ofHours(6);

  /** What a request is answered with, in JSON. */
  interface Answer {
    byte[] to(Query query) throws Refused;
  }

  private final Measurements measurements;
  private final Directory directory;
  private final Incidents incidents;
  private final Alerts alerts;
  private final InstantSource clock;

  Routes(Store store, InstantSource clock) {
    this.measurements = store.measurements();
    this.directory = store.directory();
    this.incidents = store.incidents();
    this.alerts = new Alerts(store.deliveries());
    this.clock = clock;
  }

  Map<String, Answer> all() {
    Map<String, Answer> routes = new LinkedHashMap<>();
    routes.put("/v1/incidents", this::incidents);
    routes.put("/v1/incidents/{id}", this::incident);
    routes.put(
        "/v1/incidents/{id}/evidence",
        query -> new Proof(measurements, directory).of(known(query)));
    routes.put("/v1/services", this::services);
    routes.put(
        "/v1/services/{id}",
        query -> {
          Service service = service(query);
          return whole(standing(), service);
        });
    routes.put("/v1/services/{id}/timeline", this::timeline);
    routes.put("/v1/vantages", this::vantages);
    routes.put("/v1/measurements", this::measurements);
    routes.put(
        "/v1/measurements/{id}",
        query ->
            measurements
                .byId(query.id())
                .map(Wire::write)
                .orElseThrow(() -> unknown("measurement", query.id())));
    routes.put("/v1/alerts", alerts::page);
    routes.put("/v1/status.json", _ -> status());
    return routes;
  }

  Standing standing() {
    return new Standing(directory, measurements, incidents, clock);
  }

  byte[] status() {
    Standing standing = standing();
    return Json.object(json -> {
      json.writeStringProperty("now", Wire.write(standing.now()));
      json.writeNumberProperty("vantages", standing.vantages().size());
      json.writeNumberProperty("vantagesHealthy", standing.vantagesHealthy());
      json.writeNumberProperty("services", standing.services().size());
      json.writeNumberProperty("openIncidents", standing.openIncidents());
    });
  }

  private byte[] incidents(Query query) throws Refused {
    Incidents.Page page =
        Search.of(query)
            .in(
                incidents,
                new Incidents.Filter(
                    query.words("state", Incident.State.values()),
                    query.text("service"),
                    query.instant("since")),
                query.cursor(Incidents.NEWEST),
                query.limit(LIMIT_USUAL));
    return Json.page(page.incidents().stream().map(Wire::write).toList(), cursor(page.next()));
  }

  private static @Nullable String cursor(long next) {
    return next == 0 ? null : Long.toString(next);
  }

  private Incident known(Query query) throws Refused {
    return incidents.newest(query.id()).orElseThrow(() -> unknown("incident", query.id()));
  }

  private byte[] incident(Query query) throws Refused {
    Incident newest = known(query);
    return Json.with(
        Wire.write(newest),
        json -> {
          json.writeArrayPropertyStart("versions");
          for (Incident version : incidents.history(newest.id())) {
            json.writeStartObject();
            json.writeNumberProperty("version", version.version());
            json.writeStringProperty("state", version.state().word());
            json.writeStringProperty("emittedAt", Wire.write(version.emittedAt()));
            if (version.severity() != null) {
              json.writeStringProperty("severity", version.severity().word());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private byte[] measurements(Query query) throws Refused {
    Measurements.Page page =
        measurements.find(
            new Measurements.Filter(
                query.text("service"), query.text("vantage"), query.instant("since")),
            query.cursor(Measurements.NEWEST),
            query.limit(LIMIT_USUAL));
    return Json.page(page.measurements().stream().map(Wire::write).toList(), cursor(page.next()));
  }

  private byte[] services(Query query) throws Refused {
    Standing standing = standing();
    return page(query, standing.services(), Service::id, service -> written(standing, service));
  }

  private static byte[] written(Standing standing, Service service) {
    return Json.with(
        Wire.write(service), json -> json.writeStringProperty("state", standing.state(service)));
  }

  /** With what the vantages see of it, and what it is seen to depend on. */
  private byte[] whole(Standing standing, Service service) {
    Lately lately = Lately.of(service, measurements, new Run.Reader(directory), standing.now());
    Instant fresh = standing.now().minus(Standing.fresh(service));
    return Json.with(
        written(standing, service),
        json -> {
          new Seen(lately, fresh, standing).write(json);
          new Learned(lately.runs()).write(json);
        });
  }

  private byte[] vantages(Query query) throws Refused {
    Standing standing = standing();
    return page(query, standing.vantages(), Vantage::id, vantage -> written(standing, vantage));
  }

  private static byte[] written(Standing standing, Vantage vantage) {
    return Json.with(
        Wire.write(vantage),
        json -> {
          json.writeStringProperty(
              "state", standing.state(vantage).name().toLowerCase(Locale.ROOT));
          standing
              .lastHeartbeat(vantage)
              .forEach(newest -> {
                json.writeStringProperty("lastHeartbeat", Wire.write(newest.receivedAt()));
                json.writeName("heartbeat");
                json.writeRawValue(new String(Wire.write(newest), StandardCharsets.UTF_8));
              });
        });
  }

  /** A page of what stands, in the order of ids; the cursor is the last id of the page before. */
  private static <T> byte[] page(
      Query query, List<T> all, Function<T, String> id, Function<T, byte[]> written)
      throws Refused {
    int limit = query.limit(Query.LIMIT_MAX);
    String after = query.text("cursor");
    List<T> rest =
        all.stream()
            .filter(it -> after == null || id.apply(it).compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = rest.size() > limit;
    List<byte[]> items = new ArrayList<>();
    for (T record : more ? rest.subList(0, limit) : rest) {
      items.add(written.apply(record));
    }
    return Json.page(items, more ? id.apply(rest.get(limit - 1)) : null);
  }

  private Service service(Query query) throws Refused {
    return directory.service(query.id()).orElseThrow(() -> unknown("service", query.id()));
  }

  private byte[] timeline(Query query) throws Refused {
    Service service = service(query);
    Instant asked = query.instant("until");
    Instant until = asked == null ? clock.instant() : asked;
    Instant since = query.instant("since");
    Instant from = since == null ? until.minus(TIMELINE_USUAL) : since;
    if (!from.isBefore(until)) {
      throw Query.refused("since", "before `until`");
    }
    return new Timeline(directory, measurements).of(service, from, until);
  }

  private static Refused unknown(String what, String id) {
    return new Refused(Status.NOT_FOUND_404, "there is no " + what + " '" + id + "'");
  }
}
