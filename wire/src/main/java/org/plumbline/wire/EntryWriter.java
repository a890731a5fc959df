package org.plumbline.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Entry;
import org.plumbline.model.Family;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/** Writes the records of the measurement log. */
final class EntryWriter {
  private EntryWriter() {}

  static byte[] write(Entry entry, @Nullable Instant receivedAt) {
    return JsonOut.object(
        entry,
        (out, value) -> {
          whole(out, value);
          out.instant("receivedAt", receivedAt);
        });
  }

  /** A record inside another object. */
  static void whole(JsonOut out, Entry entry) {
    out.text("kind", entry.kind());
    fields(out, entry);
  }

  private static void fields(JsonOut out, Entry entry) {
    switch (entry) {
      case Measurement measurement -> measurement(out, measurement);
      case Heartbeat heartbeat -> heartbeat(out, heartbeat);
      case Vantage vantage -> vantage(out, vantage);
      case Service service -> service(out, service);
      case Gap gap ->
          out.text("vantage", gap.vantage())
              .whole("epoch", gap.epoch())
              .whole("from", gap.from())
              .whole("to", gap.to())
              .whole("count", gap.count())
              .text("reason", gap.reason())
              .instant("at", gap.at());
      case Route route -> route(out, route);
      case Tick tick -> out.instant("at", tick.at());
    }
  }

  private static void measurement(JsonOut out, Measurement measurement) {
    Family family = measurement.family();
    out.text("id", measurement.id())
        .text("check", measurement.check())
        .text("service", measurement.service())
        .text("vantage", measurement.vantage())
        .instant("at", measurement.at())
        .whole("family", family == null ? null : family.number())
        .word("depth", measurement.depth())
        .word("trigger", measurement.trigger())
        .text("request", measurement.request())
        .text("run", measurement.run())
        .listEvenEmpty("observations", measurement.observations(), ObservationWriter::write);
  }

  private static void heartbeat(JsonOut out, Heartbeat heartbeat) {
    out.text("vantage", heartbeat.vantage())
        .instant("at", heartbeat.at())
        .whole("epoch", heartbeat.epoch())
        .millis("uptimeMs", heartbeat.uptime())
        .nested("anchors", heartbeat.anchors(), EntryWriter::tally)
        .nested("mustFail", heartbeat.mustFail(), EntryWriter::tally)
        .whole("produced", heartbeat.produced())
        .whole("acknowledged", heartbeat.acknowledged())
        .whole("queued", heartbeat.queued())
        .whole("dropped", heartbeat.dropped())
        .millis("clockOffsetMs", heartbeat.clockOffset())
        .wholes("families", heartbeat.families().stream().map(Family::number).toList())
        .text("version", heartbeat.version())
        .text("collector", heartbeat.collector());
  }

  private static void tally(JsonOut out, Heartbeat.Tally tally) {
    out.whole("tried", tally.tried()).whole("ok", tally.ok());
  }

  private static void vantage(JsonOut out, Vantage vantage) {
    out.text("id", vantage.id())
        .text("network", vantage.network())
        .whole("asn", vantage.asn())
        .text("isp", vantage.isp())
        .text("city", vantage.city())
        .text("region", vantage.region())
        .text("country", vantage.country())
        .text("continent", vantage.continent())
        .number("lat", vantage.lat())
        .number("lon", vantage.lon())
        .wholes("families", vantage.families().stream().map(Family::number).toList())
        .list("resolvers", vantage.resolvers(), Parts::resolver)
        .text("operator", vantage.operator())
        .word(
            "standing", vantage.standing() == Vantage.Standing.TRUSTED ? null : vantage.standing());
  }

  private static void service(JsonOut out, Service service) {
    out.text("id", service.id())
        .text("name", service.name())
        .text("category", service.category())
        .number("weight", service.weight())
        .text("provider", service.provider())
        .listEvenEmpty("checks", service.checks(), CheckCodec::write)
        .list("dependsOn", service.dependsOn(), Parts::entity);
  }

  private static void route(JsonOut out, Route route) {
    out.instant("at", route.at())
        .text("collector", route.collector())
        .whole("peerAsn", route.peerAsn())
        .text("type", route.type())
        .text("prefix", route.prefix())
        .wholes("path", route.path())
        .whole("originAsn", route.originAsn())
        .text("rpki", route.rpki());
  }
}
