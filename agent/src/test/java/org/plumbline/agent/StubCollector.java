package org.plumbline.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Assignment;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Vantage;
import org.plumbline.wire.Line;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** A collector on loopback that keeps what it is given and fails on demand. */
final class StubCollector implements AutoCloseable {
  /** What an agent that has no assignment yet leaves out. */
  private static final long NO_VERSION = -1;

  /** What happens to one post. */
  enum Mood {
    TAKE,
    /** Stores and then cuts the connection: the answer is lost. */
    TAKE_AND_HANG_UP,
    HANG_UP,
    UNAVAILABLE,
    TOO_LARGE
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InstantSource clock;
  private final Map<String, Measurement> stored = new LinkedHashMap<>();
  private final List<Entry> others = new ArrayList<>();
  private final Deque<Mood> moods = new ArrayDeque<>();
  private Mood mood = Mood.TAKE;
  private Function<Measurement, String> rejects = measurement -> "";
  private Assignment assignment = new Assignment(0, List.of(), Map.of(), List.of());
  private int posts;
  private int doubled;
  private boolean closed;
  private String authorization = "";

  StubCollector(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/measurements", this::post);
    server.createContext("/v1/assignments", this::poll);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void assign(Assignment told) {
    assignment = told;
    notifyAll();
  }

  synchronized void mood(Mood lasting, Mood... first) {
    mood = lasting;
    moods.addAll(List.of(first));
  }

  synchronized void rejecting(Function<Measurement, String> reason) {
    rejects = reason;
  }

  synchronized List<Measurement> measurements() {
    return List.copyOf(stored.values());
  }

  synchronized <T extends Entry> List<T> all(Class<T> kind) {
    return others.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  synchronized List<Heartbeat> heartbeats() {
    return all(Heartbeat.class);
  }

  synchronized List<Gap> gaps() {
    return all(Gap.class);
  }

  synchronized List<Vantage> introductions() {
    return all(Vantage.class);
  }

  synchronized int posts() {
    return posts;
  }

  /** How many measurements came again. */
  synchronized int doubled() {
    return doubled;
  }

  synchronized String authorization() {
    return authorization;
  }

  private void post(HttpExchange http) throws IOException {
    byte[] body;
    try (GZIPInputStream in = new GZIPInputStream(http.getRequestBody())) {
      body = in.readAllBytes();
    }
    Mood now;
    synchronized (this) {
      posts++;
      authorization = String.valueOf(http.getRequestHeaders().getFirst("Authorization"));
      now = moods.isEmpty() ? mood : moods.removeFirst();
    }
    switch (now) {
      case TAKE -> answer(http, 200, take(body));
      case TAKE_AND_HANG_UP -> {
        take(body);
        http.close();
      }
      case HANG_UP -> http.close();
      case UNAVAILABLE -> {
        http.getResponseHeaders().set("Retry-After", "3");
        answer(http, 503, "");
      }
      case TOO_LARGE -> answer(http, 413, "");
    }
  }

  private synchronized String take(byte[] body) {
    StringBuilder rejected = new StringBuilder();
    String[] lines = new String(body, StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      String reason = take(lines[i]);
      if (!reason.isEmpty()) {
        rejected.append(rejected.isEmpty() ? "" : ",");
        rejected.append("{\"line\":" + (i + 1) + ",\"reason\":\"" + reason + "\"}");
      }
    }
    return "{\"accepted\":1,\"duplicate\":0,\"rejected\":[%s],\"watermark\":{\"a:1\":1},\"time\":\"%s\"}"
        .formatted(rejected, Wire.write(clock.instant()));
  }

  private String take(String line) {
    Entry entry;
    try {
      entry =
          Wire.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Line.Fact fact
              ? fact.entry()
              : null;
    } catch (Unreadable bad) {
      throw new AssertionError(line, bad);
    }
    if (!(entry instanceof Measurement measurement)) {
      if (entry != null) {
        others.add(entry);
      }
      return "";
    }
    String reason = rejects.apply(measurement);
    if (reason.isEmpty() && stored.put(measurement.id(), measurement) != null) {
      doubled++;
    }
    return reason;
  }

  private void poll(HttpExchange http) throws IOException {
    String query = http.getRequestURI().getQuery();
    long version = query.contains("version=") ? number(query, "version") : NO_VERSION;
    Assignment told = news(version, Duration.ofMillis(number(query, "waitMs")));
    if (told == null) {
      http.sendResponseHeaders(304, -1);
      http.close();
    } else {
      answer(http, 200, new String(Wire.write(told), StandardCharsets.UTF_8));
    }
  }

  private synchronized @Nullable Assignment news(long version, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (assignment.version() == version && !closed && System.nanoTime() < end) {
      try {
        wait(1 + (end - System.nanoTime()) / 1_000_000);
      } catch (InterruptedException stop) {
        return null;
      }
    }
    return assignment.version() == version ? null : assignment;
  }

  private static long number(String query, String name) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return Long.parseLong(part.substring(name.length() + 1));
      }
    }
    throw new AssertionError(name + " is missing in " + query);
  }

  private static void answer(HttpExchange http, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    http.getResponseBody().write(bytes);
    http.close();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  /** The collector's own time, for those who compare. */
  Instant now() {
    return clock.instant();
  }
}
