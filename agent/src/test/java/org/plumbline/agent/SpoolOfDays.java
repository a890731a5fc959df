package org.plumbline.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Observation;
import org.plumbline.model.Trigger;
import org.plumbline.model.Working;

/**
 * What an agent leaves that measured all its checks once a minute while its server was away, and
 * was killed: written by the agent's own measurer, outbox and spool on a clock of its own, which
 * ends now.
 */
final class SpoolOfDays {
  private SpoolOfDays() {}

  /**
   * @param arguments the agent's data folder, which knows an enrolment and an assignment, and how
   *     many minutes
   */
  @SuppressWarnings("SystemOut") // the script that starts it reads it
  public static void main(String[] arguments) throws Exception {
    int minutes = Integer.parseInt(arguments[1]);
    Home home = Home.open(Path.of(arguments[0])).orElseThrow();
    String vantage = home.enrolment().orElseThrow().vantage();
    List<AssignedCheck> checks = home.lastAssignment().orElseThrow().checks();
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    AtomicReference<Instant> now = new AtomicReference<>(end.minus(Duration.ofMinutes(minutes)));
    int epoch = home.nextEpoch(now::get);
    Setup setup =
        new Setup(
            Facts.vantage(vantage),
            epoch,
            "test",
            1,
            new Setup.Collector(URI.create("http://127.0.0.1:1"), "none"),
            List.of(),
            List.of(),
            Setup.OVERLOADED);
    Spool spool = home.spool(vantage, epoch, now::get);
    Outbox outbox = new Outbox(setup.vantage(), epoch, Outbox.LIVE_BYTES_MAX, now::get, spool);
    Measurer measurer = new Measurer(setup, new Healthy(), now::get, since -> false, outbox);
    for (int minute = 0; minute < minutes; minute++) {
      CountDownLatch measured = new CountDownLatch(checks.size());
      for (AssignedCheck task : checks) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                measurer.measure(task, Family.V4, Measurer.Job.routine(Trigger.SCHEDULE, null));
                measured.countDown();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            });
      }
      measured.await();
      now.updateAndGet(it -> it.plus(Duration.ofMinutes(1)));
    }
    System.out.printf(
        "epoch %d measurements %d bytes %d%n", epoch, outbox.stock().produced(), spool.bytes());
    Runtime.getRuntime().halt(0); // as a kill does: nothing is closed
  }

  private static final class Healthy implements Run {
    @Override
    public List<Observation> routine(Check check, Family family) {
      return Facts.healthy();
    }

    @Override
    public List<Observation> diagnostic(Check check, Family family, List<Working> works) {
      return Facts.healthy();
    }
  }
}
