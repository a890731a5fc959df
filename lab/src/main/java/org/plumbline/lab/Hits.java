package org.plumbline.lab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who was served what: counted where it was served, at the resolver that a vantage's client uses,
 * when it sends the vantage to an address (or to none) for the host of a check.
 */
final class Hits {
  /** What a vantage was served for one check. */
  private static final class Count {
    private long served;
    private long wrong;
    private @Nullable Instant first;
    private @Nullable Instant last;
  }

  private record Key(String vantage, String check) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byVantage = vantage.compareTo(other.vantage);
      return byVantage != 0 ? byVantage : check.compareTo(other.check);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Count> counts = new TreeMap<>();

  void served(String vantage, String check, boolean right, Instant at) {
    lock.lock();
    try {
      Count count = counts.computeIfAbsent(new Key(vantage, check), key -> new Count());
      count.served++;
      if (!right) {
        count.wrong++;
        count.first = count.first == null || at.isBefore(count.first) ? at : count.first;
        count.last = count.last == null || at.isAfter(count.last) ? at : count.last;
      }
    } finally {
      lock.unlock();
    }
  }

  List<Served> all() {
    lock.lock();
    try {
      List<Served> all = new ArrayList<>();
      counts.forEach((key, count) ->
          all.add(
              new Served(
                  key.vantage(), key.check(), count.served, count.wrong, count.first, count.last)));
      return all;
    } finally {
      lock.unlock();
    }
  }
}
