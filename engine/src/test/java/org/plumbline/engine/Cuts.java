package org.plumbline.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.plumbline.engine.incident.Engine;
import org.plumbline.engine.incident.Policy;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.wire.Recording;
import org.plumbline.wire.Wire;

/**
 * Replays recordings through engines that are saved and restored at random places: {@code Cuts
 * TIMES FILE...}. Says for each whether the incidents are the same bytes as without a cut, and how
 * big and how slow the last save was.
 */
public final class Cuts {
  private Cuts() {}

  /** Exits 1 when a recording is told otherwise with cuts than without. */
  public static void main(String[] args) throws IOException {
    int times = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? new Random().nextInt(1 << 30) : 0;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    boolean same = true;
    for (Path file : Arrays.stream(args).skip(1).map(Path::of).toList()) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      long entries = Replay.replay(file, whole);
      ByteArrayOutputStream cut = new ByteArrayOutputStream();
      cut(file, random.longs(times, 0, entries).sorted().toArray(), cut);
      boolean equal = Arrays.equals(whole.toByteArray(), cut.toByteArray());
      System.out.println((equal ? "same      " : "DIFFERENT ") + file.getFileName());
      same &= equal;
    }
    System.exit(same ? 0 : 1);
  }

  private static void cut(Path file, long[] at, OutputStream to) throws IOException {
    Engine engine = new Engine(Policy.standard());
    long entries = 0;
    int next = 0;
    try (Recording recording = Recording.open(file, (number, complaint) -> {})) {
      for (Logged logged = recording.next(); logged != null; logged = recording.next()) {
        while (next < at.length && at[next] == entries) {
          engine = again(engine, ++next == at.length);
        }
        entries++;
        for (Incident incident : engine.accept(logged).incidents()) {
          to.write(Wire.write(incident));
          to.write('\n');
        }
      }
    }
  }

  private static Engine again(Engine engine, boolean last) throws IOException {
    long begin = System.nanoTime();
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    engine.save(saved);
    long between = System.nanoTime();
    Engine restored = Engine.restore(new ByteArrayInputStream(saved.toByteArray()));
    if (last) {
      System.out.printf(
          "  %d kB, saved in %d ms, restored in %d ms%n",
          saved.size() / 1024,
          (between - begin) / 1_000_000,
          (System.nanoTime() - between) / 1_000_000);
    }
    return restored;
  }
}
