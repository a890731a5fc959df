package org.plumbline.store;

import java.nio.charset.StandardCharsets;
import org.plumbline.model.Entry;

class MemoryStoreTest
    implements MeasurementLogContract,
        TickContract,
        MeasurementsContract,
        DirectoryContract,
        TruthContract,
        DeliveriesContract,
        SnapshotsContract,
        SettingsContract {
  private final TestClock clock = new TestClock(START);
  private final MemoryStore store = new MemoryStore(clock);

  @Override
  public Store store() {
    return store;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  /** Any faithful spelling of an entry will do: the store in memory never reads it back. */
  @Override
  public EntryLine line(Entry entry) {
    return new EntryLine(entry, entry.toString().getBytes(StandardCharsets.UTF_8));
  }
}
