package org.plumbline.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;
import org.plumbline.store.Incidents;
import org.plumbline.store.LogPage;
import org.plumbline.store.Store;
import org.plumbline.wire.Wire;

/** A stretch of a store's log as a recording, and what was said of it. */
final class Export {
  private static final int PAGE = 1_000;

  private final Store store;
  private final Instant since;
  private final Instant until;

  /** Versions to write; empty: all that were emitted in the stretch. */
  private final List<Incident> chosen;

  /** What stood before the stretch, by kind and id: a recording introduces what it speaks of. */
  private final TreeMap<String, byte[]> standing = new TreeMap<>();

  /**
   * @param since of {@code receivedAt}, as {@code until}, before which the stretch ends
   */
  Export(Store store, Instant since, Instant until, List<Incident> chosen) {
    this.store = store;
    this.since = since;
    this.until = until;
    this.chosen = List.copyOf(chosen);
  }

  void write(OutputStream out) throws IOException {
    // What a running server appends from here on belongs to the next export.
    long end = store.log().end();
    long change = store.incidents().lastChange();
    long cursor = 0;
    boolean begun = false;
    while (cursor < end) {
      LogPage page = store.log().read(cursor, (int) Math.min(PAGE, end - cursor));
      if (page.entries().isEmpty()) {
        break;
      }
      if (cursor == 0 && page.next() > page.entries().size()) {
        standFromBeforeTheLog();
      }
      for (Logged logged : page.entries()) {
        if (logged.receivedAt().isBefore(since)) {
          stand(logged.entry());
        } else if (logged.receivedAt().isBefore(until)) {
          begun = begun || head(out);
          line(out, Wire.write(logged));
        }
      }
      cursor = page.next();
    }
    incidents(out, change);
  }

  /** The lines that introduced these are kept no longer; they stand as they stand now. */
  private void standFromBeforeTheLog() {
    store.directory().services().forEach(this::stand);
    store.directory().vantages().forEach(this::stand);
  }

  private void stand(Entry entry) {
    switch (entry) {
      case Service service -> standing.put("service " + service.id(), Wire.write(service));
      case Vantage vantage -> standing.put("vantage " + vantage.id(), Wire.write(vantage));
      case Route _ -> {}
      case Heartbeat _ -> {}
      case Gap _ -> {}
      case Measurement _ -> {}
      case Tick _ -> {}
    }
  }

  private boolean head(OutputStream out) throws IOException {
    for (byte[] record : standing.values()) {
      line(out, record);
    }
    return true;
  }

  private void incidents(OutputStream out, long last) throws IOException {
    for (Incident incident : chosen) {
      line(out, Wire.write(incident));
    }
    long number = chosen.isEmpty() ? 0 : last;
    while (number < last) {
      for (Incidents.Change change : store.incidents().changes(number, PAGE)) {
        Instant emitted = change.incident().emittedAt();
        if (change.number() <= last && !emitted.isBefore(since) && emitted.isBefore(until)) {
          line(out, Wire.write(change.incident()));
        }
        number = change.number();
      }
    }
  }

  private static void line(OutputStream out, byte[] record) throws IOException {
    out.write(record);
    out.write('\n');
  }
}
