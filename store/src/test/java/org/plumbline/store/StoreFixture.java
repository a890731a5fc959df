package org.plumbline.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.plumbline.model.Entry;
import org.plumbline.model.Logged;

/** What a contract is tried on; an implementation's test class makes a new one for each test. */
public interface StoreFixture {
  /** A moment that is no whole multiple of 10 s: no tick is due soon. */
  Instant START = Instant.parse("2026-03-01T12:00:01.000Z");

  int PAGE = 1_000;

  Store store();

  /** The clock of {@link #store}, at {@link #START}. */
  TestClock clock();

  EntryLine line(Entry entry);

  default List<Receipt> append(Entry... entries) {
    return store().log().append(Arrays.stream(entries).map(this::line).toList());
  }

  default List<Logged> everything() {
    return store().log().read(0, PAGE).entries();
  }

  default List<Entry> entries() {
    return everything().stream().map(Logged::entry).toList();
  }
}
