package org.plumbline.cli;

import java.util.List;
import java.util.stream.Stream;
import org.plumbline.model.Logged;
import org.plumbline.store.LogPage;
import org.plumbline.store.MeasurementLog;

/** A log from its beginning to where it ends now. */
final class LogStream {
  private static final int PAGE_ENTRIES = 1_000;

  private LogStream() {}

  static Stream<Logged> of(MeasurementLog log) {
    return Stream.iterate(
            log.read(0, PAGE_ENTRIES),
            page -> !page.entries().isEmpty(),
            page -> log.read(page.next(), PAGE_ENTRIES))
        .map(LogPage::entries)
        .flatMap(List::stream);
  }
}
