package org.plumbline.api;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.plumbline.access.Problem;
import org.plumbline.store.Incidents;
import org.plumbline.wire.Wire;

/**
 * {@code GET /v1/events}: changed incidents and the state of the whole as server-sent events.
 *
 * <p>Each listener reads the store at its own pace in its own thread, so a slow one holds nobody up
 * and nothing piles up for it. One that takes an event too slowly or falls too far behind is cut
 * off; browsers come back by themselves and ask for what they missed.
 */
final class EventStream implements Handler {
  static final int LISTENERS_MAX = 64;

  /** How long one event may take to be written. */
  static final Duration WRITE_MAX = Duration.ofSeconds(10);

  /**
   * How often the state is sent while nothing changes: the clock of the page, and a sign of life.
   */
  private static final Duration QUIET_MAX = Duration.ofSeconds(5);

  /** The comment that keeps proxies from ending a connection comes once in so many quiet turns. */
  private static final int TURNS_PER_COMMENT = 3;

  /** Changes that a listener may be behind. */
  private static final int BEHIND_MAX = 1_000;

  private static final int PAGE = 100;

  private final Incidents incidents;
  private final Supplier<byte[]> state;
  private final Duration writeMax;
  private final Semaphore places = new Semaphore(LISTENERS_MAX);

  EventStream(Incidents incidents, Supplier<byte[]> state, Duration writeMax) {
    this.incidents = incidents;
    this.state = state;
    this.writeMax = writeMax;
  }

  int listeners() {
    return LISTENERS_MAX - places.availablePermits();
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    if (Content.isHead(request)) {
      response.headers().contentType(MediaTypes.TEXT_EVENT_STREAM);
      response.send();
      return;
    }
    if (!places.tryAcquire()) {
      Content.send(
          request,
          response,
          new Problem(
              Status.SERVICE_UNAVAILABLE_503,
              "there are " + LISTENERS_MAX + " listeners, as many as are served"));
      return;
    }
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      follow(new Listener(response.sink(SseSink.TYPE), writers));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the server stops", stopping);
    } finally {
      places.release();
    }
  }

  private void follow(Listener listener) throws InterruptedException {
    long seen = incidents.lastChange();
    listener.send(event("state", state.get()));
    for (int turn = 1; ; turn++) {
      incidents.awaitAfter(seen, QUIET_MAX);
      if (incidents.lastChange() - seen > BEHIND_MAX) {
        throw new CloseConnectionException("a listener is too far behind");
      }
      for (Incidents.Change change : incidents.changes(seen, PAGE)) {
        listener.send(event("incident", Wire.write(change.incident())));
        seen = change.number();
      }
      listener.send(event("state", state.get()));
      if (turn % TURNS_PER_COMMENT == 0) {
        listener.send(SseEvent.builder().comment("here").build());
      }
    }
  }

  private static SseEvent event(String name, byte[] data) {
    return SseEvent.builder().name(name).data((Object) data).build();
  }

  /** One connection, each write of which has a deadline. */
  private final class Listener {
    private final SseSink sink;
    private final ExecutorService writers;

    Listener(SseSink sink, ExecutorService writers) {
      this.sink = sink;
      this.writers = writers;
    }

    /** Writes one event; a late write is interrupted, which closes the socket under it. */
    void send(SseEvent event) throws InterruptedException {
      Callable<SseSink> write = () -> sink.emit(event);
      Future<SseSink> written =
          writers.invokeAll(List.of(write), writeMax.toMillis(), TimeUnit.MILLISECONDS).getFirst();
      if (written.state() != Future.State.SUCCESS) {
        throw new CloseConnectionException("a listener is gone or does not read");
      }
    }
  }
}
