package org.plumbline.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Acknowledgement;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties one {@link Mail} into the collector, one batch at a time, each again until it is
 * answered. The same line keeps its id, so that a batch whose answer was lost does no harm.
 */
final class Shipper implements Runnable {
  /** How long the first line of a batch of what is new waits for company. */
  static final Duration LINGER = Duration.ofSeconds(1);

  /** Longest time of one exchange. */
  private static final Duration EXCHANGE = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

  private final Mail mail;
  private final Duration linger;
  private final Exchange exchange;
  private final Pace pace;
  private final InstantSource own;
  private final Backoff backoff;
  private final ClockOffset offset = new ClockOffset();
  private final CountDownLatch answered = new CountDownLatch(1);

  /**
   * @param linger how long the first line of a batch waits for company
   */
  Shipper(
      Mail mail,
      Duration linger,
      Exchange exchange,
      Pace pace,
      InstantSource own,
      Backoff backoff) {
    this.mail = mail;
    this.linger = linger;
    this.exchange = exchange;
    this.pace = pace;
    this.own = own;
    this.backoff = backoff;
  }

  /** Own clock minus the collector's; absent before the first answer. */
  @Nullable Duration clockOffset() {
    return offset.get();
  }

  /** Waits for the first batch to be answered. */
  void awaitFirstAnswer() throws InterruptedException {
    answered.await();
  }

  @Override
  public void run() {
    try {
      while (true) {
        mail.await();
        pace.sleepUntil(pace.now().plus(linger));
        ship(mail.take());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ships what is left, without a second try, within that much real time.
   *
   * @return false when something is left
   */
  boolean flush(Duration limit) throws InterruptedException {
    long endNanos = System.nanoTime() + limit.toNanos();
    for (List<Letter> batch = mail.take(); !batch.isEmpty(); batch = mail.take()) {
      Duration left = Duration.ofNanos(endNanos - System.nanoTime());
      if (!left.isPositive() || !(attempt(batch, left) instanceof Attempted.Settled)) {
        return false;
      }
    }
    return true;
  }

  /** What came of one exchange. */
  private sealed interface Attempted {
    record Settled() implements Attempted {}

    /** The batch as a whole will never be taken. */
    record Refused(int status) implements Attempted {}

    /**
     * @param why empty when {@link Reach} has told it
     */
    record Later(String why, @Nullable Duration asked) implements Attempted {}
  }

  private void ship(List<Letter> batch) throws InterruptedException {
    backoff.reset();
    String told = "";
    while (true) {
      switch (attempt(batch, EXCHANGE)) {
        case Attempted.Settled() -> {
          return;
        }
        case Attempted.Refused(int status) -> {
          separate(batch, status);
          return;
        }
        case Attempted.Later(String why, Duration asked) -> {
          if (!why.isEmpty() && !why.equals(told)) {
            LOG.warn("the collector does not take facts, will try again: {}", why);
            told = why;
          }
          pace.sleepUntil(pace.now().plus(backoff.next(asked)));
        }
      }
    }
  }

  /** Finds the line for which a batch is refused, by halving. */
  private void separate(List<Letter> batch, int status) throws InterruptedException {
    if (batch.size() == 1) {
      mail.settle(1, Map.of(1, "status " + status));
      return;
    }
    int middle = batch.size() / 2;
    ship(batch.subList(0, middle));
    ship(batch.subList(middle, batch.size()));
  }

  private Attempted attempt(List<Letter> batch, Duration limit) throws InterruptedException {
    try {
      Instant sent = own.instant();
      Exchange.Reply reply = exchange.post(gzip(batch), limit);
      Instant received = own.instant();
      return switch (reply.status()) {
        case 200 -> {
          Acknowledgement answer = Wire.readAcknowledgement(reply.body());
          offset.learn(sent, received, answer.time());
          mail.settle(batch.size(), answer.rejected());
          answered.countDown();
          yield new Attempted.Settled();
        }
        case 400, 413, 422 -> new Attempted.Refused(reply.status());
        case 401 -> new Attempted.Later("", reply.retryAfter());
        default -> new Attempted.Later("status " + reply.status(), reply.retryAfter());
      };
    } catch (IOException unreachable) {
      return new Attempted.Later("", null);
    } catch (Unreadable noAnswer) {
      return new Attempted.Later("no answer of a collector: " + noAnswer.getMessage(), null);
    }
  }

  private static byte[] gzip(List<Letter> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (Letter line : batch) {
        gzip.write(line.json());
        gzip.write('\n');
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
