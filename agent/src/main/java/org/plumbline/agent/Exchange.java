package org.plumbline.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with the collector. The JDK's client bounds the wait for the headers only (JDK-8208693), so
 * every exchange has a deadline of its own here; its waits are real time, whatever {@link Pace}
 * says.
 */
final class Exchange {
  /** Longest answer that is read. */
  private static final int REPLY_BYTES_MAX = 16 << 20;

  /** The collector's answer. */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Reply(int status, byte[] body, @Nullable Duration retryAfter) {}

  private final HttpClient http;
  private final Setup.Collector collector;
  private final Reach reach;

  Exchange(HttpClient http, Setup.Collector collector, Reach reach) {
    this.http = http;
    this.collector = collector;
    this.reach = reach;
  }

  /** Posts a batch of JSON Lines, already compressed. */
  Reply post(byte[] gzip, Duration limit) throws IOException, InterruptedException {
    return send(
        to("/v1/measurements")
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip)),
        limit);
  }

  /** Gets what stands at a path with its query. */
  Reply get(String path, Duration limit) throws IOException, InterruptedException {
    return send(to(path).GET(), limit);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(collector.base() + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Authorization", "Bearer " + collector.token());
  }

  private Reply send(HttpRequest.Builder request, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            request.timeout(limit).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), REPLY_BYTES_MAX));
    try {
      HttpResponse<byte[]> response = exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      reach.answered(response.statusCode());
      return new Reply(
          response.statusCode(),
          response.body(),
          retryAfter(response.headers().firstValue("Retry-After").orElse("")));
    } catch (TimeoutException late) {
      reach.lost("no whole answer within " + limit.toSeconds() + " s");
      throw new IOException("no whole answer within " + limit, late);
    } catch (ExecutionException failed) {
      reach.lost(Unreachable.why(failed.getCause()));
      throw new IOException(failed.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  /** Seconds (RFC 9110 section 10.2.3); its other form, a date, needs two clocks that agree. */
  private static @Nullable Duration retryAfter(String value) {
    return value.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }
}
