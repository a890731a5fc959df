package org.plumbline.store.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Entry;
import org.plumbline.store.DeliveriesContract;
import org.plumbline.store.DirectoryContract;
import org.plumbline.store.EntryLine;
import org.plumbline.store.MeasurementLogContract;
import org.plumbline.store.MeasurementsContract;
import org.plumbline.store.SettingsContract;
import org.plumbline.store.SnapshotsContract;
import org.plumbline.store.Store;
import org.plumbline.store.TestClock;
import org.plumbline.store.TickContract;
import org.plumbline.store.TruthContract;
import org.plumbline.wire.Wire;

class EmbeddedStoreTest
    implements MeasurementLogContract,
        TickContract,
        MeasurementsContract,
        DirectoryContract,
        TruthContract,
        DeliveriesContract,
        SnapshotsContract,
        SettingsContract {
  private final TestClock clock = new TestClock(START);
  private final EmbeddedStore store;

  EmbeddedStoreTest(@TempDir Path folder) {
    store = EmbeddedStore.open(folder, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  @Override
  public EntryLine line(Entry entry) {
    return new EntryLine(entry, Wire.write(entry));
  }
}
