package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Gap;

/**
 * The outbox of an agent that keeps on disk, and what the disk holds after the end of a process.
 */
@Timeout(60)
final class SpoolTest implements OutboxContract {
  private static final long LINE = OutboxContract.LINE_BYTES + 12L;
  private static final Spool.Bounds SMALL =
      new Spool.Bounds(200 * LINE, Duration.ofDays(8), 10 * LINE);

  @TempDir Path folder;
  private Instant now = NOW;
  private Spool spool;
  private Outbox outbox;
  private Backlog backlog;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(folder, "home-1", 1, SMALL, () -> now);
    outbox = new Outbox(Facts.VANTAGE, 1, 20L * OutboxContract.LINE_BYTES, () -> now, spool);
    backlog = new Backlog(spool, "home-1", 1, () -> now);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public int steps() {
    return 250; // each record is a sync
  }

  @Override
  public List<Mail> mails() {
    return List.of(outbox, backlog);
  }

  @Test
  void whatIsNewGoesFirstAndTheRestBesideItTheOldestFirst() {
    produce(100);

    List<Long> first = sequences(outbox.take());
    List<Long> beside = sequences(backlog.take());

    assertThat(first).hasSizeBetween(19, 20).last().isEqualTo(100L);
    assertThat(beside).first().isEqualTo(1L);
    assertThat(outbox.stock()).isEqualTo(new Stock(100, 0, 100, 0));
  }

  @Test
  void whatIsAnsweredLeavesNoFile() throws IOException {
    produce(100);
    drain(outbox);
    drain(backlog);

    assertThat(outbox.stock()).isEqualTo(new Stock(100, 100, 0, 0));
    spool.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void aKillLosesNothingThatWasKept() throws IOException {
    produce(50); // and no close: this is how the disk looks after a kill

    List<Long> found = sequences(drain(reopened(2)));

    assertThat(found).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatIsTornAtAnyByteGivesItsWholeLines() throws IOException {
    produce(3);
    byte[] whole = Files.readAllBytes(files().getFirst());
    int[] ends = ends(whole);
    for (int cut = 0; cut < whole.length; cut++) {
      byte[] torn = Arrays.copyOf(whole, cut);
      int atLeast = (int) Arrays.stream(ends).filter(end -> end <= torn.length).count();
      assertThat(read(torn)).as("cut at %d", cut).isEqualTo(first(atLeast));
    }
  }

  @Test
  void aBrokenLineIsPassedOverAndNoOther() throws IOException {
    produce(3);
    byte[] whole = Files.readAllBytes(files().getFirst());
    for (int at = 0; at < whole.length; at++) {
      byte[] broken = whole.clone();
      broken[at] ^= 0x20;
      assertThat(read(broken).size()).as("at %d", at).isBetween(1, 2);
    }
  }

  @Test
  void theOldestIsDroppedBeyondTheBytesAndDeclared() {
    produce(400);

    Stock stock = outbox.stock();
    List<Gap> gaps = OutboxContract.gaps(drain(backlog));

    assertThat(spool.bytes()).isLessThanOrEqualTo(SMALL.bytes());
    assertThat(stock.dropped()).isBetween(190L, 230L);
    assertThat(gaps).allMatch(gap -> "spool full".equals(gap.reason()) && gap.epoch() == 1);
    assertThat(gaps.stream().mapToLong(Gap::from).min()).hasValue(1);
    assertThat(gaps.stream().mapToLong(Gap::count).sum()).isEqualTo(stock.dropped());
  }

  @Test
  void theOldIsDroppedBeyondTheAgeUnderTheEpochThatMeasuredIt() throws IOException {
    produce(5);
    now = NOW.plus(Duration.ofDays(8)).plus(Duration.ofHours(2));

    List<Gap> gaps = OutboxContract.gaps(drain(reopened(2)));

    assertThat(gaps).containsExactly(new Gap("home-1", 1, 1, 5, 5, "spool too old", now));
  }

  @Test
  void whatTheCollectorRejectsOfAnEpochBeforeIsDeclaredUnderIt() throws IOException {
    produce(5);
    Backlog later = reopened(2);

    assertThat(later.take()).hasSize(5);
    later.settle(5, Map.of(2, "no such check", 3, "no such check"));

    assertThat(OutboxContract.gaps(later.take()))
        .containsExactly(new Gap("home-1", 1, 2, 3, 2, "rejected: no such check", now));
  }

  @Test
  void manyWriteAtOnceAndEachIsSafeWhenItReturns() throws Exception {
    int writers = 20;
    CountDownLatch done = new CountDownLatch(writers);
    for (int i = 0; i < writers; i++) {
      Thread.ofVirtual()
          .start(() -> {
            produce(9);
            done.countDown();
          });
    }
    done.await();

    assertThat(sequences(drain(reopened(2))))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 9L * writers).boxed().toList());
  }

  @Test
  void anInterruptedRunClosesNoFile() {
    Thread.currentThread().interrupt();
    produce(40);
    assertThat(Thread.interrupted()).isTrue();

    produce(40);
    assertThat(sequences(drain(backlog)).size() + sequences(drain(outbox)).size()).isEqualTo(80);
  }

  /** What a process finds that comes after, with room for all. */
  private Backlog reopened(int epoch) throws IOException {
    return new Backlog(
        Spool.open(folder, "home-1", epoch, Spool.Bounds.STANDARD, () -> now),
        "home-1",
        epoch,
        () -> now);
  }

  private static List<Letter> drain(Mail mail) {
    List<Letter> all = new ArrayList<>();
    for (var batch = mail.take(); !batch.isEmpty(); batch = mail.take()) {
      all.addAll(batch);
      mail.settle(batch.size(), Map.of());
    }
    return all;
  }

  private static List<Long> sequences(List<Letter> letters) {
    return letters.stream().filter(Letter::isMeasurement).map(Letter::sequence).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Where each line ends, without its newline: that much of it is enough. */
  private static int[] ends(byte[] file) {
    return IntStream.range(0, file.length).filter(i -> file[i] == '\n').toArray();
  }

  private static List<Long> first(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static List<Long> read(byte[] file) {
    return SpoolLine.split(file).stream()
        .flatMap(line -> SpoolLine.read(line).stream())
        .map(SpoolLine::sequence)
        .toList();
  }
}
