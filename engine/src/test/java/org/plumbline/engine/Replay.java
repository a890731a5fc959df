package org.plumbline.engine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.engine.incident.Engine;
import org.plumbline.engine.incident.Policy;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.wire.Recording;
import org.plumbline.wire.Wire;

/** Replays recordings through the engine, for tests and figures: {@code Replay OUT FILE...}. */
public final class Replay {
  private Replay() {}

  /** Writes OUT/NAME.jsonl for each FILE NAME.jsonl.gz. */
  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[0]);
    Files.createDirectories(out);
    for (int i = 1; i < args.length; i++) {
      Path file = Path.of(args[i]);
      String name = String.valueOf(file.getFileName()).replace(".jsonl.gz", ".jsonl");
      try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(out.resolve(name)))) {
        replay(file, to);
      }
    }
  }

  /** Replays one recording; returns how many entries it held. */
  public static long replay(Path file, OutputStream to) throws IOException {
    Engine engine = new Engine(Policy.standard());
    long entries = 0;
    try (Recording recording = Recording.open(file, (number, complaint) -> {})) {
      for (Logged logged = recording.next(); logged != null; logged = recording.next()) {
        entries++;
        for (Incident incident : engine.accept(logged).incidents()) {
          to.write(Wire.write(incident));
          to.write('\n');
        }
      }
    }
    return entries;
  }
}
