package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * One site of a recursive resolver, with its cache (RFC 1034 section 5.3.3).
 *
 * <p>It resolves over sockets from the root. Its cache is a chain of entries for each question,
 * from the start of the scenario on: the first one's age is drawn, each next one begins when the
 * one before expires, and is asked for as of that moment. So the cache is a function of time and
 * seed.
 */
final class RecursiveResolver {
  /** How long a failure is remembered (RFC 9520 section 3.2: 1 s to 5 min). */
  static final Duration FAILURE_TTL = Duration.ofSeconds(30);

  private static final int CNAME_HOPS_MAX = 8;
  private static final int REFERRALS_MAX = 12;
  private static final int DEPTH_MAX = 12;
  private static final int ENTRIES_MAX = 10_000;
  private static final int QUESTIONS_MAX = 2_000;

  private record Question(Name name, int type) {}

  private final String name;
  private final Asker asker;
  private final Scenario scenario;
  private final long seed;
  private final Upstream upstream;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Name, ZoneChain> zones = new HashMap<>();
  private final Map<Question, List<CacheEntry>> cache =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, List<CacheEntry>> eldest) {
          return size() > QUESTIONS_MAX; // harmless: what is evicted comes out the same again
        }
      };
  private int depth;

  RecursiveResolver(String name, Asker asker, Scenario scenario, long seed, Upstream upstream) {
    this.name = name;
    this.asker = asker;
    this.scenario = scenario;
    this.seed = seed;
    this.upstream = upstream;
  }

  /** The response, without EDNS, to a client's question. */
  Message answer(Message query, Instant now) {
    Message response = DnsMessages.responseTo(query);
    response.getHeader().setFlag(Flags.RA);
    Record question = query.getQuestion();
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      response.getHeader().setRcode(Rcode.NOTIMP);
      return response;
    }
    if (question == null || question.getDClass() != DClass.IN || !Type.isRR(question.getType())) {
      response.getHeader().setRcode(Rcode.REFUSED);
      return response;
    }
    Name at = question.getName().canonicalize();
    for (int hop = 0; hop < CNAME_HOPS_MAX; hop++) {
      CacheEntry entry = made(at, question.getType(), now).orElse(null);
      entry = entry == null ? lookUp(at, question.getType(), now) : entry;
      response.getHeader().setRcode(entry.rcode());
      long left = Math.max(1, (Duration.between(now, entry.until()).toMillis() + 999) / 1_000);
      for (Record record : entry.records()) {
        response.addRecord(withTtl(record, left), Section.ANSWER);
      }
      boolean alias =
          entry.records().size() == 1
              && question.getType() != Type.CNAME
              && entry.records().getFirst().getType() == Type.CNAME;
      if (!alias) {
        entry.authority().forEach(r -> response.addRecord(withTtl(r, left), Section.AUTHORITY));
        return response;
      }
      at = ((CNAMERecord) entry.records().getFirst()).getTarget().canonicalize();
    }
    response.getHeader().setRcode(Rcode.SERVFAIL);
    return response;
  }

  /** What this resolver makes up, where the file says that it is the one that fails. */
  private Optional<CacheEntry> made(Name at, int type, Instant now) {
    Host.Resolver spec = spec(now);
    List<Record> records = spec.answers().get(at);
    if (records != null) {
      List<Record> fitting =
          records.stream().filter(r -> r.getType() == type || r.getType() == Type.CNAME).toList();
      long ttl = fitting.isEmpty() ? 1 : fitting.getFirst().getTTL();
      return Optional.of(
          new CacheEntry(now, now.plusSeconds(ttl), Rcode.NOERROR, fitting, List.of()));
    }
    for (Map.Entry<Name, Integer> rule : spec.rcodes().entrySet()) {
      if (at.subdomain(rule.getKey())) {
        return Optional.of(
            new CacheEntry(now, now.plus(FAILURE_TTL), rule.getValue(), List.of(), List.of()));
      }
    }
    return Optional.empty();
  }

  private CacheEntry lookUp(Name at, int type, Instant moment) {
    lock.lock();
    try {
      return entry(at, type, moment);
    } finally {
      lock.unlock();
    }
  }

  /** The entry that the cache holds for a question at a moment. */
  private CacheEntry entry(Name at, int type, Instant moment) {
    if (depth == DEPTH_MAX) {
      return failure(moment);
    }
    depth++;
    try {
      Question key = new Question(at, type);
      List<CacheEntry> chain = cache.get(key);
      if (chain == null) {
        chain = new ArrayList<>();
        CacheEntry first = fetch(at, type, start());
        long age = (long) (draw("entry", at, type) * first.life().toMillis());
        chain.add(first.startingAt(start().minusMillis(age)));
        cache.put(key, chain);
      }
      while (!chain.getLast().until().isAfter(moment) && chain.size() < ENTRIES_MAX) {
        chain.add(fetch(at, type, chain.getLast().until()));
      }
      for (int i = chain.size() - 1; i > 0; i--) {
        if (!chain.get(i).from().isAfter(moment)) {
          return chain.get(i);
        }
      }
      return chain.getFirst();
    } finally {
      depth--;
    }
  }

  /** Asks the zone's servers, as of a moment, from the deepest cut that is known. */
  private CacheEntry fetch(Name at, int type, Instant moment) {
    Host.Resolver spec = spec(moment);
    Name cut = deepest(at);
    for (int hop = 0; hop < REFERRALS_MAX; hop++) {
      Optional<ZoneView> view = zone(cut).at(moment);
      if (view.isEmpty() || view.get().source() == ZoneView.Source.FAILED) {
        return failure(moment);
      }
      if (view.get().source() == ZoneView.Source.ABSENT) {
        return new CacheEntry(moment, view.get().expires(), Rcode.NXDOMAIN, List.of(), List.of());
      }
      Optional<Name> below = Optional.empty();
      for (Name server : view.get().order()) {
        for (InetAddress address : addresses(server, view.get(), moment)) {
          Optional<Message> response = ask(address, at, type, moment);
          if (response.isEmpty()) {
            continue;
          }
          Optional<CacheEntry> entry = authoritative(response.get(), at, type, moment, spec);
          if (entry.isPresent()) {
            return entry.get();
          }
          below = referral(response.get(), cut, at);
          if (below.isPresent()) {
            break;
          }
        }
        if (below.isPresent()) {
          break;
        }
      }
      if (below.isEmpty()) {
        return failure(moment);
      }
      Name parent = cut;
      zones.computeIfAbsent(below.get(), zone -> new ZoneChain(this, zone, parent));
      cut = below.get();
    }
    return failure(moment);
  }

  private static Optional<CacheEntry> authoritative(
      Message response, Name at, int type, Instant moment, Host.Resolver spec) {
    boolean negative = response.getRcode() == Rcode.NXDOMAIN;
    if (!response.getHeader().getFlag(Flags.AA)
        || !(negative || response.getRcode() == Rcode.NOERROR)) {
      return Optional.empty();
    }
    List<Record> records = new ArrayList<>();
    long ttl = Long.MAX_VALUE;
    for (Record record : response.getSection(Section.ANSWER)) {
      boolean fits = record.getType() == type || record.getType() == Type.CNAME;
      if (fits && record.getName().equals(at)) {
        records.add(record);
        ttl = Math.min(ttl, record.getTTL());
      }
    }
    if (!records.isEmpty()) {
      return Optional.of(
          new CacheEntry(
              moment, moment.plus(bounded(ttl, spec)), Rcode.NOERROR, records, List.of()));
    }
    List<Record> soa =
        response.getSection(Section.AUTHORITY).stream()
            .filter(r -> r.getType() == Type.SOA)
            .toList();
    return Optional.of(
        new CacheEntry(
            moment, moment.plus(negativeTtl(response, spec)), response.getRcode(), List.of(), soa));
  }

  /** The zone below {@code cut} and above the name that a response leads to. */
  private static Optional<Name> referral(Message response, Name cut, Name at) {
    if (response.getRcode() != Rcode.NOERROR || response.getHeader().getFlag(Flags.AA)) {
      return Optional.empty();
    }
    for (Record record : response.getSection(Section.AUTHORITY)) {
      Name owner = record.getName();
      if (record instanceof NSRecord
          && at.subdomain(owner)
          && owner.subdomain(cut)
          && !owner.equals(cut)) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  private static CacheEntry failure(Instant moment) {
    return new CacheEntry(moment, moment.plus(FAILURE_TTL), Rcode.SERVFAIL, List.of(), List.of());
  }

  private Name deepest(Name at) {
    for (int up = 0; up < at.labels() - 1; up++) {
      Name above = up == 0 ? at : new Name(at, up);
      if (zones.containsKey(above)) {
        return above;
      }
    }
    return Name.root;
  }

  /** The chain of a zone whose cut is known; the root always is. */
  ZoneChain zone(Name zone) {
    ZoneChain chain = zones.get(zone);
    if (chain == null) {
      chain = new ZoneChain(this, zone, Name.root);
      zones.put(zone, chain);
    }
    return chain;
  }

  /** Addresses of a server: as they came with the set, else looked up. */
  List<InetAddress> addresses(Name server, ZoneView view, Instant moment) {
    List<InetAddress> glue = view.glue().get(server);
    if (glue != null) {
      return glue;
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (Record record : entry(server, Type.A, moment).records()) {
      if (record instanceof ARecord a) {
        addresses.add(a.getAddress());
      }
    }
    return addresses;
  }

  Optional<Message> ask(InetAddress address, Name at, int type, Instant moment) {
    return upstream.ask(asker, address, at, type, moment);
  }

  Host.Resolver spec(Instant moment) {
    Host.Resolver spec = scenario.at(moment).resolvers().get(name);
    if (spec == null) {
      throw new IllegalStateException("resolver " + name + " is gone from the scenario");
    }
    return spec;
  }

  Instant start() {
    return scenario.start();
  }

  double draw(Object... subject) {
    Object[] all = new Object[subject.length + 1];
    all[0] = asker.id();
    System.arraycopy(subject, 0, all, 1, subject.length);
    return Draw.share(seed, all);
  }

  <T> List<T> order(List<T> items, Name zone, int look) {
    return Draw.order(items, seed, asker.id(), "order", zone, look);
  }

  /** The root servers of a moment, as every resolver has them built in. */
  ZoneView hints(Instant moment) {
    List<Name> names = new ArrayList<>();
    Map<Name, List<InetAddress>> glue = new HashMap<>();
    for (Host.NameServer server : scenario.at(moment).nameServers()) {
      if (server.serves().containsKey(Name.root)) {
        Forms.name(server.name())
            .ifPresent(host -> {
              names.add(host);
              glue.put(host, server.addresses());
            });
      }
    }
    return new ZoneView(ZoneView.Source.HINTS, names, glue, Instant.MAX);
  }

  /** A TTL within the resolver's bounds. */
  static Duration bounded(long ttl, Host.Resolver spec) {
    Duration stated = Duration.ofSeconds(ttl);
    if (stated.compareTo(spec.ttlMin()) < 0) {
      return spec.ttlMin();
    }
    return stated.compareTo(spec.ttlMax()) > 0 ? spec.ttlMax() : stated;
  }

  /** RFC 2308 section 5: the lesser of the SOA's own TTL and its minimum. */
  static Duration negativeTtl(Message response, Host.Resolver spec) {
    for (Record record : response.getSection(Section.AUTHORITY)) {
      if (record instanceof SOARecord soa) {
        return bounded(Math.min(soa.getTTL(), soa.getMinimum()), spec);
      }
    }
    return FAILURE_TTL;
  }

  private static Record withTtl(Record record, long ttl) {
    return Record.newRecord(
        record.getName(), record.getType(), record.getDClass(), ttl, record.rdataToWireCanonical());
  }
}
