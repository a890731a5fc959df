package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Identities;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.MeasurementId;
import org.plumbline.model.Sequences;
import org.plumbline.model.Tick;

/** The log in memory: the reference for other implementations, and the store of short runs. */
final class MemoryLog implements MeasurementLog, Measurements {
  private final List<Logged> entries = new ArrayList<>();
  private final Map<String, Long> places = new HashMap<>();
  private final Map<String, Sequences> settled = new HashMap<>();

  /** Per epoch of a vantage, the highest sequence that was taken away. */
  private final Map<String, Long> forgotten = new HashMap<>();

  /** Entries that were taken away from the beginning. */
  private long gone;

  private final Signal end = new Signal(0);
  private final StandingRecords directory = new StandingRecords();
  private final Identities identities = new Identities();
  private final Stamps stamps;

  MemoryLog(InstantSource clock) {
    this.stamps = new Stamps(clock, Instant.EPOCH);
  }

  StandingRecords directory() {
    return directory;
  }

  @Override
  public synchronized List<Receipt> append(List<EntryLine> lines) {
    Stamps.Plan plan = stamps.plan(true);
    Receipt[] receipts = new Receipt[lines.size()];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(lines::get, EntryLine.ORDER));
    entries.addAll(plan.ticks());
    boolean any = false;
    for (int i : order) {
      Entry entry = entryOf(lines.get(i));
      boolean fresh = identities.add(entry) && !isForgotten(entry);
      receipts[i] = fresh ? Receipt.STORED : Receipt.DUPLICATE;
      if (fresh) {
        store(new Logged(plan.receivedAt(), lines.get(i).entry()));
        any = true;
      }
    }
    stamps.used(plan, any);
    end.raise(gone + entries.size());
    return List.of(receipts);
  }

  private boolean isForgotten(Entry entry) {
    if (entry instanceof Measurement measurement) {
      MeasurementId id = MeasurementId.parse(measurement.id()).orElseThrow();
      return id.sequence() <= forgotten.getOrDefault(id.vantage() + ":" + id.epoch(), 0L);
    }
    return false;
  }

  private static Entry entryOf(EntryLine line) {
    if (line.entry() instanceof Tick) {
      throw new IllegalArgumentException("ticks are the log's own");
    }
    return line.entry();
  }

  private void store(Logged logged) {
    entries.add(logged);
    directory.stand(logged, gone + entries.size());
    if (logged.entry() instanceof Measurement measurement) {
      places.put(measurement.id(), gone + entries.size() - 1);
      MeasurementId id = MeasurementId.parse(measurement.id()).orElseThrow();
      settled(id.vantage(), id.epoch()).add(id.sequence());
    } else if (logged.entry() instanceof Gap gap) {
      settled(gap.vantage(), gap.epoch()).add(gap.from(), gap.to());
    }
  }

  private Sequences settled(String vantage, int epoch) {
    return settled.computeIfAbsent(vantage + ":" + epoch, stream -> new Sequences());
  }

  @Override
  public synchronized void tick() {
    Stamps.Plan plan = stamps.plan(false);
    entries.addAll(plan.ticks());
    stamps.used(plan, false);
    end.raise(gone + entries.size());
  }

  @Override
  public synchronized int forget(Instant before, long cursor, int limit) {
    int old = 0;
    while (old < limit
        && old < entries.size() - 1
        && gone + old < cursor
        && entries.get(old).receivedAt().isBefore(before)) {
      if (entries.get(old).entry() instanceof Measurement measurement) {
        places.remove(measurement.id());
        MeasurementId id = MeasurementId.parse(measurement.id()).orElseThrow();
        settled(id.vantage(), id.epoch()).add(1, id.sequence());
        forgotten.merge(id.vantage() + ":" + id.epoch(), id.sequence(), Math::max);
      }
      old++;
    }
    entries.subList(0, old).clear();
    gone += old;
    return old;
  }

  @Override
  public synchronized LogPage read(long cursor, int limit) {
    int from = Math.clamp(cursor - gone, 0, entries.size());
    int to = Math.min(entries.size(), from + limit);
    return new LogPage(entries.subList(from, to), gone + to);
  }

  @Override
  public boolean awaitAfter(long cursor, Duration timeout) throws InterruptedException {
    return end.awaitAbove(cursor, timeout);
  }

  @Override
  public long end() {
    return end.value();
  }

  @Override
  public synchronized long watermark(String vantage, int epoch) {
    return settled(vantage, epoch).unbrokenFromOne();
  }

  @Override
  public synchronized Optional<Logged> byId(String id) {
    return Optional.ofNullable(places.get(id)).map(place -> entries.get((int) (place - gone)));
  }

  @Override
  public synchronized Page find(Filter filter, long before, int limit) {
    List<Logged> found = new ArrayList<>();
    int place = Math.clamp(before - gone, 0, entries.size());
    while (place > 0 && found.size() < limit) {
      place--;
      if (matches(filter, entries.get(place))) {
        found.add(entries.get(place));
      }
    }
    return new Page(found, place == 0 ? 0 : gone + place);
  }

  private static boolean matches(Filter filter, Logged logged) {
    return logged.entry() instanceof Measurement measurement
        && (filter.service() == null || filter.service().equals(measurement.service()))
        && (filter.vantage() == null || filter.vantage().equals(measurement.vantage()))
        && (filter.since() == null || !logged.receivedAt().isBefore(filter.since()))
        && (filter.until() == null || logged.receivedAt().isBefore(filter.until()));
  }
}
