package org.plumbline.owners;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Addresses;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.plumbline.net.Prefix;

/**
 * Owners by origin look-ups over DNS, made in the background: whoever asks waits a little for what
 * is not known yet, and goes without what does not come in time. It is known to the next one.
 */
public final class OriginLookUps implements Owners {
  /** Longest wait of one call, in real time; none at all while the resolvers do not answer. */
  public static final Duration PATIENCE = Duration.ofMillis(300);

  /** Most look-ups that are begun in a minute: beyond, owners are absent rather than late. */
  public static final int LOOK_UPS_A_MINUTE_MAX = 240;

  static final int IN_FLIGHT_MAX = 8;
  static final int WAITING_MAX = 256;
  static final int BLOCKS_MAX = 20_000;
  static final int NAMES_MAX = 5_000;

  /** Origins change rarely, and an attacker's TTL must neither stay nor cause a flood. */
  static final Duration TTL_MIN = Duration.ofHours(1);

  static final Duration TTL_MAX = Duration.ofDays(1);

  /** Of "nobody announces it". */
  static final Duration NOTHING_TTL = Duration.ofHours(1);

  /** Of no answer, or one that cannot be right (RFC 9520 section 3.2: at most 5 minutes). */
  static final Duration FAILURE_TTL = Duration.ofMinutes(5);

  private final OriginClient client;
  private final OriginZones zones;
  private final AddressPolicy policy;
  private final InstantSource clock;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(IN_FLIGHT_MAX, Thread.ofVirtual().name("owners-", 0).factory());

  private final ReentrantLock lock = new ReentrantLock();
  private final Budget budget = new Budget(LOOK_UPS_A_MINUTE_MAX);
  private final Expiring<Prefix, Long> origins = new Expiring<>(BLOCKS_MAX);
  private final Expiring<Long, String> names = new Expiring<>(NAMES_MAX);

  /** Look-ups under way, by block or by number. */
  private final Map<Object, CountDownLatch> pending = new HashMap<>();

  private boolean closed;

  /**
   * Nothing is sent before the first address is asked for.
   *
   * @param resolvers asked in their order; the first two count
   * @param policy which addresses may be told to the zones: what it refuses is never asked about
   * @param clock of the budget and of how long an answer is kept
   */
  public OriginLookUps(
      Network network,
      List<Endpoint> resolvers,
      OriginZones zones,
      AddressPolicy policy,
      InstantSource clock) {
    this.client = new OriginClient(network, resolvers);
    this.zones = zones;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Map<String, Owner> of(Set<String> addresses) {
    Map<String, InetAddress> literals = new HashMap<>();
    for (String text : addresses) {
      if (Addresses.isLiteral(text)) {
        literals.put(text, Addresses.parse(text));
      }
    }
    Deadline deadline = Deadline.after(PATIENCE);
    Map<String, Owner> known = new HashMap<>();
    boolean waiting = true;
    while (waiting) {
      // A round for the origins, one for their names: each asks for what the one before lacked.
      List<CountDownLatch> missing = round(literals, known);
      waiting =
          !missing.isEmpty() && client.answered() && !deadline.passed() && await(missing, deadline);
    }
    return known;
  }

  /** Returns when all came or the deadline has passed; false when it must not go on. */
  private static boolean await(List<CountDownLatch> missing, Deadline deadline) {
    try {
      for (CountDownLatch latch : missing) {
        latch.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Adds what is known, and begins to find out what is not: the look-ups under way for it. */
  private List<CountDownLatch> round(Map<String, InetAddress> addresses, Map<String, Owner> known) {
    Instant now = clock.instant();
    List<CountDownLatch> missing = new ArrayList<>();
    lock.lock();
    try {
      addresses.forEach((text, address) -> {
        Optional<Optional<Long>> origin = origin(address, now);
        if (origin.isEmpty()) {
          Optional.ofNullable(beginOrigin(address, now)).ifPresent(missing::add);
        } else if (origin.get().isPresent()) {
          long asn = origin.get().get();
          Optional<Optional<String>> name = names.get(asn, now);
          known.put(text, new Owner(asn, name.flatMap(it -> it).orElse(null)));
          if (name.isEmpty()) {
            Optional.ofNullable(beginName(asn, now)).ifPresent(missing::add);
          }
        }
      });
    } finally {
      lock.unlock();
    }
    return missing;
  }

  private Optional<Optional<Long>> origin(InetAddress address, Instant now) {
    Optional<Optional<Long>> alone = origins.get(Block.just(address), now);
    return alone.isPresent() ? alone : origins.get(Block.around(address), now);
  }

  private @Nullable CountDownLatch beginOrigin(InetAddress address, Instant now) {
    if (policy.refusal(new Endpoint(address, 0)).isPresent()) {
      return null;
    }
    return begin(Block.around(address), now, () -> findOrigin(address));
  }

  private @Nullable CountDownLatch beginName(long asn, Instant now) {
    return begin(asn, now, () -> findName(asn));
  }

  /** Null when it must not be begun now. The lock is held. */
  private @Nullable CountDownLatch begin(Object key, Instant now, Runnable lookUp) {
    CountDownLatch underWay = pending.get(key);
    if (underWay != null) {
      return underWay;
    }
    if (closed || pending.size() == WAITING_MAX || !budget.take(now)) {
      return null;
    }
    CountDownLatch latch = new CountDownLatch(1);
    pending.put(key, latch);
    workers.execute(() -> {
      try {
        lookUp.run();
      } finally {
        end(key, latch);
      }
    });
    return latch;
  }

  private void end(Object key, CountDownLatch latch) {
    lock.lock();
    try {
      pending.remove(key);
    } finally {
      lock.unlock();
    }
    latch.countDown();
  }

  private void findOrigin(InetAddress address) {
    OriginClient.Said said = client.ask(zones.origin(address));
    Instant now = clock.instant();
    lock.lock();
    try {
      switch (said) {
        case OriginClient.Said.Texts(List<String> texts, int ttl) -> {
          Optional<Origin> origin = Origin.of(address, texts);
          if (origin.isEmpty()) {
            origins.put(Block.just(address), Optional.empty(), now, FAILURE_TTL);
            return;
          }
          long asn = origin.get().asn();
          origins.put(Block.covered(address, origin.get()), Optional.of(asn), now, bounded(ttl));
          if (names.get(asn, now).isEmpty()) {
            beginName(asn, now);
          }
        }
        case OriginClient.Said.Nothing _ ->
            origins.put(Block.just(address), Optional.empty(), now, NOTHING_TTL);
        case OriginClient.Said.Failed _ ->
            origins.put(Block.just(address), Optional.empty(), now, FAILURE_TTL);
      }
    } finally {
      lock.unlock();
    }
  }

  private void findName(long asn) {
    OriginClient.Said said = client.ask(zones.name(asn));
    Instant now = clock.instant();
    lock.lock();
    try {
      switch (said) {
        case OriginClient.Said.Texts(List<String> texts, int ttl) -> {
          Optional<String> name = Origin.name(asn, texts);
          names.put(asn, name, now, name.isPresent() ? bounded(ttl) : NOTHING_TTL);
        }
        case OriginClient.Said.Nothing _ -> names.put(asn, Optional.empty(), now, NOTHING_TTL);
        case OriginClient.Said.Failed _ -> names.put(asn, Optional.empty(), now, FAILURE_TTL);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Duration bounded(int ttl) {
    Duration stated = Duration.ofSeconds(ttl);
    if (stated.compareTo(TTL_MIN) < 0) {
      return TTL_MIN;
    }
    return stated.compareTo(TTL_MAX) > 0 ? TTL_MAX : stated;
  }

  /** Gives up what is under way; nothing is asked any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    workers.shutdownNow();
  }
}
