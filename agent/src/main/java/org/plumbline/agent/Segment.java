package org.plumbline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the spool, and which of its lines still wait. It is not safe for threads: its {@link
 * Spool} guards it.
 *
 * <p>A file that was there before this process waits as a whole; what had been answered of it is
 * not known any more, and is harmless to send again.
 */
final class Segment {
  private static final Pattern NAME = Pattern.compile("([0-9]{9})-([0-9]{13,19})\\.spool");

  final Path file;
  final int epoch;

  /** When it was begun, by the agent's own clock, in milliseconds since 1970. */
  final long begunMillis;

  /** Bytes of its lines. */
  long bytes;

  /** Lines that this process wrote. */
  int lines;

  /** Lines that the outbox has. */
  private int live;

  /** Lines that are to be delivered from here; where {@link #whole}, all. */
  private final BitSet waiting = new BitSet();

  private boolean whole;

  /** Whether it is being delivered. */
  boolean underWay;

  private Segment(Path file, int epoch, long begunMillis) {
    this.file = file;
    this.epoch = epoch;
    this.begunMillis = begunMillis;
  }

  static Segment fresh(Path folder, int epoch, long begunMillis) {
    return new Segment(
        folder.resolve("%09d-%013d.spool".formatted(epoch, begunMillis)), epoch, begunMillis);
  }

  /** A file of a process before this; empty when it is none of ours. */
  static Optional<Segment> found(Path file) throws IOException {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    Segment segment =
        new Segment(file, Integer.parseInt(name.group(1)), Long.parseLong(name.group(2)));
    segment.bytes = Files.size(file);
    segment.whole = true;
    return Optional.of(segment);
  }

  /** One more line, which the outbox has. */
  int add(int lineBytes) {
    bytes += lineBytes;
    live++;
    return lines++;
  }

  /** A line that the outbox had is answered. */
  void answered() {
    live--;
  }

  /** A line that the outbox had is to be delivered from here. */
  void takeOver(int index) {
    live--;
    waiting.set(index);
  }

  boolean isLive() {
    return live > 0;
  }

  boolean isWaiting() {
    return whole || !waiting.isEmpty();
  }

  /** Nothing of it is wanted any more. */
  boolean isDone() {
    return live == 0 && !isWaiting() && !underWay;
  }

  /**
   * The letters that wait, which then wait no longer. Lines that cannot be read are passed over:
   * the end of a file that a kill has torn was never safe.
   */
  List<Letter> take() throws IOException {
    BitSet wanted = BitSet.valueOf(waiting.toLongArray());
    boolean all = whole;
    whole = false;
    waiting.clear();
    List<Letter> letters = new ArrayList<>();
    int index = 0;
    for (byte[] line : SpoolLine.split(Files.readAllBytes(file))) {
      if (all || wanted.get(index)) {
        Place place = new Place.Line(this, index, 0);
        SpoolLine.read(line)
            .ifPresent(it -> letters.add(new Letter(it.sequence(), it.json(), place)));
      }
      index++;
    }
    return letters;
  }
}
