package org.plumbline.agent;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
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

  private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

  private final String vantage;
  private final Exchange exchange;
  private final Lanes lanes;
  private final Pace pace;
  private final Backoff backoff;
  private final InstantSource serverClock;
  private long version = NONE;

  Assignments(
      String vantage,
      Exchange exchange,
      Lanes lanes,
      Pace pace,
      Backoff backoff,
      InstantSource serverClock) {
    this.vantage = vantage;
    this.exchange = exchange;
    this.lanes = lanes;
    this.pace = pace;
    this.backoff = backoff;
    this.serverClock = serverClock;
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
          if (!trouble.isEmpty()) {
            pause = backoff.next(reply.retryAfter());
          } else {
            backoff.reset();
          }
        } catch (IOException | Unreadable | RuntimeException wrong) {
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
          lanes.apply(assignment, serverClock.instant());
        }
        yield "";
      }
      case 304 -> "";
      default -> "status " + reply.status();
    };
  }
}
