package org.plumbline.api;

import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.access.Access;
import org.plumbline.model.Entry;
import org.plumbline.model.Incident;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Judged;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;
import org.plumbline.wire.Wire;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on loopback over a store in memory, and a client of it. */
final class Running implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T12:00:01.000Z");

  private static final JsonMapper JSON = new JsonMapper();

  final TestClock clock = new TestClock(START);
  final MemoryStore store = new MemoryStore(clock);
  final Running.Told operation = new Running.Told();
  final Api api;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server;
  private long cursor;

  /** A process that is as a test says. */
  static final class Told implements Operation {
    volatile @Nullable String hindrance;

    @Override
    public Optional<String> hindrance() {
      return Optional.ofNullable(hindrance);
    }

    @Override
    public void expose(Exposition metrics) {
      metrics.histogram(
          "plumbline_test_seconds",
          "A test.",
          List.of(Duration.ofMillis(10), Duration.ofSeconds(1)),
          List.of(1L, 2L, 3L),
          Duration.ofMillis(12_500));
    }
  }

  Running() {
    this(Duration.ofSeconds(10));
  }

  Running(Duration writeMax) {
    this(writeMax, Map.of());
  }

  Running(Duration writeMax, Map<String, Set<Method>> others) {
    api =
        new Api(
            store,
            new Access(store.tokens(), clock, Set.of("Plumb.example")),
            operation,
            clock,
            writeMax);
    server =
        WebServer.builder()
            .address(InetAddress.ofLiteral("127.0.0.1"))
            .port(0)
            .routing(routing -> api.routing(routing, others))
            .build()
            .start();
  }

  int port() {
    return server.port();
  }

  void append(Entry... entries) {
    store.log().append(Stream.of(entries).map(it -> new EntryLine(it, Wire.write(it))).toList());
  }

  void say(Incident... incidents) {
    store
        .truth()
        .commit(
            new Judged(
                ++cursor, clock.instant(), List.of(incidents), List.of(), List.of(), Map.of()));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<Stream<String>> lines(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofLines());
  }

  /** The answer to a request that must be served. */
  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return parse(response.body());
  }

  static JsonNode parse(String json) {
    return JSON.readTree(json);
  }

  /** One field of each item of a list. */
  static List<String> each(JsonNode list, String field) {
    return list.valueStream().map(item -> item.path(field).asString("")).toList();
  }

  @Override
  public void close() {
    server.stop();
    client.close();
    store.close();
  }
}
