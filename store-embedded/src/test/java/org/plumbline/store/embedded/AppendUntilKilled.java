package org.plumbline.store.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Incident;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Facts;
import org.plumbline.store.Judged;
import org.plumbline.store.Store;
import org.plumbline.store.StoreFixture;
import org.plumbline.wire.Wire;

/** A process that appends and commits without end, and says what was acknowledged. */
final class AppendUntilKilled {
  private static final int BATCH_MAX = 40;

  private AppendUntilKilled() {}

  /**
   * @param arguments the folder, and the sequence to begin with: it may be stored already, as it is
   *     when an agent sends again what was not acknowledged
   */
  @SuppressWarnings("SystemOut") // the parent process reads it
  public static void main(String[] arguments) {
    long sequence = Long.parseLong(arguments[1]);
    try (Store store = EmbeddedStore.open(Path.of(arguments[0]), InstantSource.system())) {
      while (true) {
        int size = 1 + (int) (sequence % BATCH_MAX);
        List<EntryLine> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          var measurement = Facts.measurement("home-1", 1, sequence + i);
          batch.add(new EntryLine(measurement, Wire.write(measurement)));
        }
        store.log().append(batch);
        sequence += size;
        System.out.println("log " + (sequence - 1));
        long cursor = store.log().end();
        if (cursor > store.truth().cursor()) {
          store.truth().commit(judged(cursor));
          System.out.println("truth " + cursor);
        }
      }
    }
  }

  /** One incident a commit, named by the cursor, with its alert. */
  private static Judged judged(long cursor) {
    String id = Long.toString(cursor);
    return new Judged(
        cursor,
        StoreFixture.START,
        List.of(Facts.incident(id, 1, Incident.State.OPEN, StoreFixture.START, "shop")),
        List.of(new Judged.Alert(id, 1)),
        List.of(),
        Map.of());
  }
}
