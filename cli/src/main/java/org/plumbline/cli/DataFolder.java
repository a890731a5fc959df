package org.plumbline.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a look at the disk of a data folder finds. */
final class DataFolder {
  private static final long GIB = 1L << 30;

  /** A month of 60 services every five minutes from a few vantages, several times over. */
  private static final long SPACE_MIN_GIB = 1;

  private static final int SYNCS = 20;
  private static final int BLOCK_BYTES = 64 * 1024;

  /** Of a disk that keeps up with thousands of posts a second, and of one that is still enough. */
  private static final Duration FAST = Duration.ofMillis(5);

  private static final Duration SLOW = Duration.ofMillis(100);

  private DataFolder() {}

  static List<Finding> findings(Path data) {
    Path there = nearest(data.toAbsolutePath());
    List<Finding> findings = new ArrayList<>();
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return List.of(
          Finding.fault(
              "data",
              there
                  + " cannot be written to by this user: make it writable, or choose another"
                  + " folder with --data DIR."));
    }
    findings.add(
        Finding.works(
            "data",
            data + (Files.exists(data) ? " is writable." : " can be made in " + there + ".")));
    try {
      findings.add(space(there));
      findings.add(speed(there));
    } catch (IOException e) {
      findings.add(
          Finding.fault("disk", "A file in " + there + " cannot be written: " + e.getMessage()));
    }
    return findings;
  }

  /** The folder, or the nearest one above that exists. */
  private static Path nearest(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private static Finding space(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    String said = "%.1f GiB free on %s.".formatted((double) free / GIB, store);
    return free >= SPACE_MIN_GIB * GIB
        ? Finding.works("space", said)
        : Finding.fault(
            "space", said + " Make room for " + SPACE_MIN_GIB + " GiB, or keep less (retention).");
  }

  /** Times what every post waits for: a small write that is durable. */
  private static Finding speed(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, ".plumb-doctor", "");
    long[] nanos = new long[SYNCS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long began = System.nanoTime();
        channel.write(ByteBuffer.allocate(BLOCK_BYTES));
        channel.force(false);
        nanos[i] = System.nanoTime() - began;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(nanos);
    Duration middle = Duration.ofNanos(nanos[SYNCS / 2]);
    String said =
        "A durable write takes %.1f ms (median of %d).".formatted(middle.toNanos() / 1e6, SYNCS);
    if (middle.compareTo(FAST) <= 0) {
      return Finding.works("disk", said + " Fast.");
    }
    return middle.compareTo(SLOW) <= 0
        ? Finding.works("disk", said + " Enough.")
        : Finding.remark(
            "disk", said + " Slow: enough for one vantage; for many put the folder on an SSD.");
  }
}
