package org.plumbline.collector;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.access.Access;
import org.plumbline.access.Problem;
import org.plumbline.access.Refused;
import org.plumbline.model.Acknowledgement;
import org.plumbline.owners.Owners;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Receipt;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.wire.Wire;

/** {@code POST /v1/measurements}: facts in, durable when answered. */
final class MeasurementsHandler {
  private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(10);

  private static final Set<String> ENCODINGS = Set.of("identity", "gzip", "x-gzip");

  /** The last is what curl says of any body that it is not told the type of. */
  private static final Set<String> TYPES =
      Set.of("application/x-ndjson", "application/json", "application/x-www-form-urlencoded");

  private final Store store;
  private final Appender appender;
  private final Access access;
  private final Owners owners;
  private final InstantSource clock;

  MeasurementsHandler(
      Store store, Appender appender, Access access, Owners owners, InstantSource clock) {
    this.store = store;
    this.appender = appender;
    this.access = access;
    this.owners = owners;
    this.clock = clock;
  }

  void handle(ServerRequest request, ServerResponse response) throws Refused, InterruptedException {
    byte[] answer;
    try {
      answer = answer(request);
    } catch (Refused | InterruptedException e) {
      appender.meter().refusedPost();
      throw e;
    }
    response.header(HeaderNames.CONTENT_TYPE, "application/json").send(answer);
  }

  private byte[] answer(ServerRequest request) throws Refused, InterruptedException {
    long beganNanos = System.nanoTime();
    Reporter reporter = new Reporter(access.reporter(request), store.tokens());
    Intake intake = new Intake(store.directory(), reporter);
    intake.read(lines(request));
    List<Receipt> receipts = append(intake.accepted(owners));
    Acknowledgement answer = answer(intake, receipts);
    appender
        .meter()
        .answered(
            answer.accepted(),
            answer.duplicate(),
            answer.rejected().size(),
            Duration.ofNanos(System.nanoTime() - beganNanos));
    return Wire.write(answer);
  }

  private static List<byte[]> lines(ServerRequest request) throws Refused {
    refuseOther(request, HeaderNames.CONTENT_ENCODING, ENCODINGS);
    refuseOther(request, HeaderNames.CONTENT_TYPE, TYPES);
    if (!request.content().hasEntity()) {
      return List.of();
    }
    try {
      return Body.lines(request.content().inputStream());
    } catch (Body.TooLarge e) {
      throw new Refused(
          new Problem(Status.REQUEST_ENTITY_TOO_LARGE_413, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new Refused(
          new Problem(Status.BAD_REQUEST_400, "the body cannot be read: " + e.getMessage()));
    }
  }

  private static void refuseOther(ServerRequest request, HeaderName name, Set<String> known)
      throws Refused {
    String value = request.headers().first(name).orElse("").toLowerCase(Locale.ROOT);
    int parameters = value.indexOf(';');
    String bare = (parameters < 0 ? value : value.substring(0, parameters)).strip();
    if (!bare.isEmpty() && !known.contains(bare)) {
      throw new Refused(
          new Problem(
              Status.UNSUPPORTED_MEDIA_TYPE_415,
              name.defaultCase() + " must be one of " + new TreeSet<>(known)));
    }
  }

  private List<Receipt> append(List<EntryLine> lines) throws Refused, InterruptedException {
    if (lines.isEmpty()) {
      return List.of();
    }
    try {
      return appender.append(lines);
    } catch (Overloaded e) {
      throw new Refused(
          new Problem(
              Status.SERVICE_UNAVAILABLE_503, String.valueOf(e.getMessage()), e.retryAfter()));
    } catch (StoreException e) {
      throw new Refused(
          new Problem(
              Status.SERVICE_UNAVAILABLE_503,
              "the log cannot be written now; nothing of this post is acknowledged",
              RETRY_AFTER_FAILURE));
    }
  }

  private Acknowledgement answer(Intake intake, List<Receipt> receipts) {
    Map<Integer, String> rejected = new TreeMap<>();
    intake.rejected().forEach(line -> rejected.put(line.line(), line.reason()));
    Map<String, Long> watermark = new TreeMap<>();
    for (Intake.Stream stream : intake.streams()) {
      watermark.put(
          stream.vantage() + ":" + stream.epoch(),
          store.log().watermark(stream.vantage(), stream.epoch()));
    }
    return new Acknowledgement(
        Collections.frequency(receipts, Receipt.STORED),
        Collections.frequency(receipts, Receipt.DUPLICATE),
        rejected,
        watermark,
        clock.instant());
  }
}
