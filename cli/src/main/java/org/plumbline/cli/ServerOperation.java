package org.plumbline.cli;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.plumbline.api.Exposition;
import org.plumbline.api.Operation;
import org.plumbline.collector.Appender;
import org.plumbline.collector.Durations;
import org.plumbline.collector.IngestMeter;
import org.plumbline.runner.Runner;
import org.plumbline.store.MeasurementLog;

/** How a running server is: what it counts, and whether it is ready. */
final class ServerOperation implements Operation {
  private static final double MILLIS = 1e3;

  private final MeasurementLog log;
  private final Appender appender;
  private final Runner runner;
  private final Instant started;

  /** Where the log ended when this process began. */
  private final long found;

  ServerOperation(MeasurementLog log, Appender appender, Runner runner, Instant started) {
    this.log = log;
    this.appender = appender;
    this.runner = runner;
    this.started = started;
    this.found = log.end();
  }

  @Override
  public Optional<String> hindrance() {
    if (!appender.isOpen()) {
      return Optional.of("no facts are taken in");
    }
    if (runner.failure().isPresent()) {
      return Optional.of("the engine has stopped by a fault of ours; the server's log says which");
    }
    long judged = runner.judged();
    return judged < found
        ? Optional.of(
            "the engine has read %d of the %d entries that were found at the start"
                .formatted(judged, found))
        : Optional.empty();
  }

  @Override
  public void expose(Exposition metrics) {
    metrics.gauges(
        "plumbline_build_info",
        "1, with the version of this server.",
        "version",
        Map.of(Release.current().version(), 1));
    metrics.gauge(
        "process_start_time_seconds",
        "Unix time at which this server began.",
        started.toEpochMilli() / MILLIS);
    ingest(metrics, appender.meter());
    metrics.gauge(
        "plumbline_engine_up",
        "1 while the engine runs, 0 when a fault of ours has stopped it.",
        runner.failure().isEmpty() ? 1 : 0);
    long judged = runner.judged();
    metrics.gauge(
        "plumbline_engine_read_entries", "Entries of the log that the engine has read.", judged);
    metrics.gauge(
        "plumbline_engine_lag_entries",
        "Entries of the log that the engine has yet to read.",
        Math.max(0, log.end() - judged));
  }

  private static void ingest(Exposition metrics, IngestMeter meter) {
    metrics.counters(
        "plumbline_ingest_lines_total",
        "Lines of answered posts, by what became of them.",
        "result",
        Map.of(
            "accepted", meter.accepted(),
            "duplicate", meter.duplicate(),
            "rejected", meter.rejected()));
    metrics.counter(
        "plumbline_ingest_posts_refused_total",
        "Posts of which nothing was acknowledged.",
        meter.refused());
    histogram(
        metrics,
        "plumbline_ingest_post_seconds",
        "How long answered posts took, until all of them was durable.",
        meter.posts());
    histogram(
        metrics,
        "plumbline_log_append_seconds",
        "How long group commits of the log took.",
        meter.appends());
  }

  private static void histogram(Exposition metrics, String name, String help, Durations took) {
    metrics.histogram(name, help, took.bounds(), took.counts(), took.sum());
  }
}
