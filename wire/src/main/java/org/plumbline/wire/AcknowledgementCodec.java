package org.plumbline.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.model.Acknowledgement;

/** Reads and writes what the collector answers to a post. */
final class AcknowledgementCodec {
  private record Rejected(int line, String reason) {}

  private AcknowledgementCodec() {}

  static Acknowledgement read(JsonIn in) throws Unreadable {
    int accepted = 0;
    int duplicate = 0;
    List<Rejected> rejected = List.of();
    Map<String, Long> watermark = Map.of();
    Instant time = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "accepted" -> accepted = in.small();
        case "duplicate" -> duplicate = in.small();
        case "rejected" -> rejected = in.list(AcknowledgementCodec::rejected);
        case "watermark" -> watermark = in.map(JsonIn::whole);
        case "time" -> time = in.instant();
        default -> in.skip();
      }
    }
    in.end();
    if (time == null) {
      throw new Unreadable("/time is missing");
    }
    Map<Integer, String> reasons = new TreeMap<>();
    rejected.forEach(line -> reasons.put(line.line(), line.reason()));
    return new Acknowledgement(accepted, duplicate, reasons, watermark, time);
  }

  private static Rejected rejected(JsonIn in) throws Unreadable {
    in.openObject();
    int line = 0;
    String reason = "";
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "line" -> line = in.small();
        case "reason" -> reason = in.text();
        default -> in.skip();
      }
    }
    return new Rejected(line, reason);
  }

  static void write(JsonOut out, Acknowledgement answer) {
    out.whole("accepted", answer.accepted())
        .whole("duplicate", answer.duplicate())
        .listEvenEmpty(
            "rejected",
            answer.rejected().entrySet(),
            (o, line) -> o.whole("line", line.getKey()).text("reason", line.getValue()))
        .nested("watermark", answer.watermark(), (o, streams) -> streams.forEach(o::whole))
        .instant("time", answer.time());
  }
}
