package org.plumbline.collector;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.access.Access;
import org.plumbline.model.Entry;
import org.plumbline.owners.Owners;
import org.plumbline.store.Store;
import org.plumbline.store.TestClock;
import org.plumbline.store.Token;
import org.plumbline.wire.Wire;

/** A collector that listens on loopback, and a client of it. */
final class Collector implements AutoCloseable {
  static final String ADMIN = "admin-secret";
  static final String INGEST = "ingest-secret";
  static final String OTHER = "other-secret";
  static final String READ = "read-secret";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Store store;
  private final Appender appender;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  Collector(Store store, Owners owners, TestClock clock) {
    this.store = store;
    store.tokens().put(Token.of("admin", ADMIN, Token.Scope.ADMIN));
    store.tokens().put(Token.of("ingest", INGEST, Token.Scope.INGEST));
    store.tokens().put(Token.of("other", OTHER, Token.Scope.INGEST));
    store.tokens().put(Token.of("read", READ, Token.Scope.READ));
    store
        .tokens()
        .put(
            new Token(
                "old",
                Token.sha256("old"),
                Token.Scope.ADMIN,
                null,
                clock.instant().minusMillis(1)));
    appender = new Appender(store.log());
    appender.start();
    CollectorService service =
        new CollectorService(
            store, appender, new Access(store.tokens(), clock, Set.of()), owners, clock);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .contentEncoding(it -> it.addContentEncoding(CollectorService.gzipPosts()))
            .routing(routing -> routing.register(service))
            .build()
            .start();
  }

  static Collector of(Store store, TestClock clock) {
    return new Collector(store, Owners.NONE, clock);
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> get(String path, String token) {
    return send(request(path, token).build());
  }

  HttpResponse<String> post(String token, byte[] body, String... headers) {
    HttpRequest.Builder request =
        request("/v1/measurements", token).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> post(String token, Entry... entries) {
    return post(token, lines(entries).getBytes(StandardCharsets.UTF_8));
  }

  static String lines(Entry... entries) {
    return Arrays.stream(entries)
        .map(entry -> new String(Wire.write(entry), StandardCharsets.UTF_8) + "\n")
        .collect(Collectors.joining());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    appender.close();
  }
}
