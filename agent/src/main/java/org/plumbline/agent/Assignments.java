package org.plumbline.agent;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.plumbline.model.Assignment;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the collector, by long poll, what to measure. */
final class Assignments implements Runnable {
  /** How long the collector may keep us waiting for news. */
  private static final Duration WAIT = Duration.ofSeconds(30);

  /** Longest time of one exchange beyond that. */
  private static final Duration SPARE = Duration.ofSeconds(10);

  /** Between two polls, so that a collector that never waits is not hammered. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** No assignment yet; no version that a collector gives. */
  private static final long NONE = -1;

  /** Told by {@link Reach}. */
  private static final int UNAUTHORIZED = 401;

  private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

  private final String vantage;
  private final Exchange exchange;
  private final Consumer<Assignment> news;
  private final Pace pace;
  private final Backoff backoff;
  private long version = NONE;

  /**
   * @param news takes each assignment that differs from the one before
   */
  Assignments(
      String vantage, Exchange exchange, Consumer<Assignment> news, Pace pace, Backoff backoff) {
    this.vantage = vantage;
    this.exchange = exchange;
    this.news = news;
    this.pace = pace;
    this.backoff = backoff;
  }

  @Override
  public void run() {
    String told = "";
    try {
      while (true) {
        String trouble;
        Duration pause = PAUSE;
        try {
          Exchange.Reply reply = poll();
          trouble = understand(reply);
          if (!trouble.isEmpty() || reply.status() == UNAUTHORIZED) {
            pause = backoff.next(reply.retryAfter());
          } else {
            backoff.reset();
          }
        } catch (IOException unreachable) {
          trouble = ""; // Reach has told it.
          pause = backoff.next(null);
        } catch (Unreadable | RuntimeException wrong) {
          trouble = wrong.toString();
          pause = backoff.next(null);
        }
        if (!trouble.isEmpty() && !trouble.equals(told)) {
          LOG.warn("no assignment, will ask again: {}", trouble);
        }
        told = trouble;
        pace.sleepUntil(pace.now().plus(pause));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Exchange.Reply poll() throws IOException, InterruptedException {
    return exchange.get(
        "/v1/assignments?vantage="
            + URLEncoder.encode(vantage, StandardCharsets.UTF_8)
            + (version == NONE ? "" : "&version=" + version)
            + "&waitMs="
            + WAIT.toMillis(),
        WAIT.plus(SPARE));
  }

  /** Empty when all is well, else what is wrong. */
  private String understand(Exchange.Reply reply) throws Unreadable {
    return switch (reply.status()) {
      case 200 -> {
        Assignment assignment = Wire.readAssignment(reply.body());
        if (assignment.version() != version) {
          version = assignment.version();
          news.accept(assignment);
        }
        yield "";
      }
      case 304, UNAUTHORIZED -> "";
      default -> "status " + reply.status();
    };
  }
}
