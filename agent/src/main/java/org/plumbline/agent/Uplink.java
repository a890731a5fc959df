package org.plumbline.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Heartbeat.Tally;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's own way out, looked at through targets whose answer is known beforehand. */
final class Uplink {
  /** Configured bound of one connection. */
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** How long one look serves all lanes that fail at the same time. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** What was tried; a tally is absent where nothing is configured. */
  record Look(Instant at, @Nullable Tally anchors, @Nullable Tally mustFail) {
    /** Whether any anchor answered; without anchors nothing speaks against the uplink. */
    boolean alive() {
      return anchors == null || anchors.ok() > 0;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

  private final Network network;
  private final Pace pace;
  private final List<Endpoint> anchors;
  private final List<Endpoint> mustFail;
  private @Nullable Look last;

  Uplink(Network network, Pace pace, List<Endpoint> anchors, List<Endpoint> mustFail) {
    this.network = network;
    this.pace = pace;
    this.anchors = anchors;
    this.mustFail = mustFail;
  }

  /** Whether there is an uplink now; one look at a time, shared by those who ask meanwhile. */
  synchronized boolean alive() throws InterruptedException {
    Look known = last;
    if (known == null || known.at.plus(FRESH).isBefore(pace.now())) {
      known = look();
    }
    return known.alive();
  }

  /** Connects to all targets now. */
  synchronized Look look() throws InterruptedException {
    // Every wait is bounded by CONNECT, so that closing the executor is.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> good = anchors.stream().map(e -> threads.submit(answers(e))).toList();
      List<Future<Boolean>> bad = mustFail.stream().map(e -> threads.submit(answers(e))).toList();
      try {
        Look look = new Look(pace.now(), tally(good), tally(bad));
        last = look;
        return look;
      } catch (InterruptedException stop) {
        threads.shutdownNow();
        throw stop;
      }
    }
  }

  private Callable<Boolean> answers(Endpoint target) {
    return () -> {
      try {
        network.connect(target, network.realWait(Network.Wait.OPERATION, CONNECT)).close();
        return true;
      } catch (IOException unreachable) {
        return false;
      }
    };
  }

  private static @Nullable Tally tally(List<Future<Boolean>> tries) throws InterruptedException {
    if (tries.isEmpty()) {
      return null;
    }
    int ok = 0;
    for (Future<Boolean> one : tries) {
      try {
        ok += one.get() ? 1 : 0;
      } catch (ExecutionException bug) {
        LOG.error("an anchor could not be tried", bug.getCause());
      }
    }
    return new Tally(tries.size(), ok);
  }
}
