package org.plumbline.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.model.Incident;
import org.plumbline.model.Service;
import org.plumbline.model.Severity;
import org.plumbline.model.Vantage;
import org.plumbline.store.Deliveries;
import org.plumbline.store.Store;

/** The metrics that are read from the store, in the names of docs/operating.md. */
final class Metrics {
  private static final double MILLIS = 1e3;

  private Metrics() {}

  static byte[] of(Store store, Standing standing, Operation operation) {
    Exposition metrics = new Exposition();
    operation.expose(metrics);
    metrics.gauge(
        "plumbline_ready",
        "Whether the server is ready, as /readyz says.",
        operation.hindrance().isEmpty() ? 1 : 0);
    log(metrics, store);
    metrics.gauges(
        "plumbline_incidents_open", "Open incidents by severity.", "severity", incidents(standing));
    metrics.gauges(
        "plumbline_alert_deliveries",
        "Alerts that are kept, by what became of them: waiting, delivered, given_up.",
        "state",
        deliveries(store.deliveries()));
    metrics.gauges(
        "plumbline_agents",
        "Vantages by state: healthy, blind, silent.",
        "state",
        agents(standing));
    services(metrics, standing);
    return metrics.bytes();
  }

  private static void log(Exposition metrics, Store store) {
    metrics.gauge(
        "plumbline_log_end_entries",
        "Entries that were ever appended to the log: its end.",
        store.log().end());
    metrics.gauge(
        "plumbline_engine_committed_entries",
        "Entries of the log whose judgement is committed.",
        store.truth().cursor());
    metrics.gauge(
        "plumbline_engine_time_seconds",
        "Unix time up to which the log is judged and committed; 0 before the first.",
        store.truth().until().toEpochMilli() / MILLIS);
  }

  private static Map<String, Long> incidents(Standing standing) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      counts.put(severity.word(), 0L);
    }
    for (Incident incident : standing.open()) {
      Severity severity = incident.severity();
      counts.merge(severity == null ? "undetermined" : severity.word(), 1L, Long::sum);
    }
    return counts;
  }

  private static Map<String, Long> deliveries(Deliveries deliveries) {
    Map<Deliveries.State, Long> tally = deliveries.tally();
    Map<String, Long> counts = new TreeMap<>();
    for (Deliveries.State state : Deliveries.State.values()) {
      counts.put(state.word(), tally.getOrDefault(state, 0L));
    }
    return counts;
  }

  private static Map<String, Long> agents(Standing standing) {
    Map<String, Long> counts = new TreeMap<>();
    for (Standing.VantageState state : Standing.VantageState.values()) {
      counts.put(state.name().toLowerCase(Locale.ROOT), 0L);
    }
    for (Vantage vantage : standing.vantages()) {
      counts.merge(standing.state(vantage).name().toLowerCase(Locale.ROOT), 1L, Long::sum);
    }
    return counts;
  }

  /** A service that could not be measured is neither up nor down: it has a state, and no value. */
  private static void services(Exposition metrics, Standing standing) {
    Map<String, Long> states = new TreeMap<>();
    Map<String, Integer> healthy = new TreeMap<>();
    for (Service service : standing.services()) {
      String state = standing.state(service);
      states.merge(state, 1L, Long::sum);
      if (!state.equals("blind") && !state.equals("undetermined")) {
        healthy.put(service.id(), state.equals("healthy") ? 1 : 0);
      }
    }
    metrics.gauges("plumbline_services", "Services by state.", "state", states);
    metrics.gauges(
        "plumbline_service_healthy",
        "1 when no incident names the service, 0 when one does; absent when it is not known.",
        "service",
        healthy);
  }
}
