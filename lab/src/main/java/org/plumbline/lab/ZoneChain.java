package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The NS set of one zone in one resolver, from the start of the scenario on.
 *
 * <p>Time is cut into looks of {@link #LOOK}. For each look the order of servers is drawn, an
 * expired set is asked for at the parent, and a resolver that keeps the child's set takes the one
 * in the authority section of the first answer, which renews it (RFC 2181 section 5.4.1): so it
 * stays with servers that name only themselves until they fall silent.
 */
final class ZoneChain {
  /** Scenario time between two looks. */
  static final Duration LOOK = Duration.ofSeconds(30);

  private static final int LOOKS_MAX = 5_000;

  private final RecursiveResolver resolver;
  private final Name zone;
  private final Name parent;
  private final Instant firstLook;
  private final List<ZoneView> views = new ArrayList<>();
  private boolean busy;

  ZoneChain(RecursiveResolver resolver, Name zone, Name parent) {
    this.resolver = resolver;
    this.zone = zone;
    this.parent = parent;
    double phase = resolver.draw("look", zone);
    this.firstLook = resolver.start().minusMillis((long) (phase * LOOK.toMillis()));
  }

  /** The set at a moment; empty while it is itself being found out (a circular delegation). */
  Optional<ZoneView> at(Instant moment) {
    if (busy) {
      return Optional.empty();
    }
    busy = true;
    try {
      long wanted =
          Math.clamp(
              Math.floorDiv(Duration.between(firstLook, moment).toMillis(), LOOK.toMillis()),
              0L,
              LOOKS_MAX - 1L);
      while (views.size() <= wanted) {
        views.add(look(views.size()));
      }
      return Optional.of(views.get((int) wanted));
    } finally {
      busy = false;
    }
  }

  private ZoneView look(int number) {
    Instant moment = firstLook.plus(LOOK.multipliedBy(number));
    if (zone.equals(Name.root)) {
      ZoneView hints = resolver.hints(moment);
      return hints.ordered(order(hints.order(), number));
    }
    Host.Resolver spec = resolver.spec(moment);
    for (Host.Held held : spec.held()) {
      if (held.zone().equals(zone) && moment.isBefore(held.until())) {
        return new ZoneView(
            ZoneView.Source.HELD, order(held.nameservers(), number), Map.of(), held.until());
      }
    }
    ZoneView view = number == 0 ? refer(moment, spec) : views.get(number - 1);
    if (number == 0) {
      // The set did not come into the cache just as the scenario began.
      Duration life = Duration.between(moment, view.expires());
      long left = (long) (life.toMillis() * (1 - resolver.draw("age", zone)));
      view = new ZoneView(view.source(), view.order(), view.glue(), moment.plusMillis(left));
    } else if (!moment.isBefore(view.expires())) {
      view = refer(moment, spec);
    }
    ZoneView ordered = view.ordered(order(view.order(), number));
    boolean usable =
        ordered.source() == ZoneView.Source.PARENT || ordered.source() == ZoneView.Source.CHILD;
    return usable && spec.keepsChild() ? child(ordered, number, moment, spec) : ordered;
  }

  private List<Name> order(List<Name> names, int number) {
    return resolver.order(List.copyOf(new TreeSet<>(names)), zone, number);
  }

  /** What the parent's servers say. */
  private ZoneView refer(Instant moment, Host.Resolver spec) {
    Optional<ZoneView> above = resolver.zone(parent).at(moment);
    if (above.isPresent()) {
      for (Name server : above.get().order()) {
        for (InetAddress address : resolver.addresses(server, above.get(), moment)) {
          Optional<Message> response = resolver.ask(address, zone, Type.NS, moment);
          if (response.isPresent()) {
            Optional<ZoneView> view = referral(response.get(), moment, spec);
            if (view.isPresent()) {
              return view.get();
            }
          }
        }
      }
    }
    return new ZoneView(
        ZoneView.Source.FAILED, List.of(), Map.of(), moment.plus(RecursiveResolver.FAILURE_TTL));
  }

  private Optional<ZoneView> referral(Message response, Instant moment, Host.Resolver spec) {
    List<Record> sets = new ArrayList<>(response.getSection(Section.ANSWER));
    sets.addAll(response.getSection(Section.AUTHORITY));
    List<Name> names = new ArrayList<>();
    long ttl = Long.MAX_VALUE;
    for (Record record : sets) {
      if (record instanceof NSRecord ns && ns.getName().equals(zone)) {
        names.add(ns.getTarget());
        ttl = Math.min(ttl, ns.getTTL());
      }
    }
    if (!names.isEmpty()) {
      return Optional.of(
          new ZoneView(
              ZoneView.Source.PARENT,
              names,
              glue(response),
              moment.plus(RecursiveResolver.bounded(ttl, spec))));
    }
    boolean negative =
        response.getHeader().getFlag(Flags.AA)
            && (response.getRcode() == Rcode.NXDOMAIN || response.getRcode() == Rcode.NOERROR);
    return negative
        ? Optional.of(
            new ZoneView(
                ZoneView.Source.ABSENT,
                List.of(),
                Map.of(),
                moment.plus(RecursiveResolver.negativeTtl(response, spec))))
        : Optional.empty();
  }

  private static Map<Name, List<InetAddress>> glue(Message response) {
    Map<Name, List<InetAddress>> glue = new HashMap<>();
    for (Record record : response.getSection(Section.ADDITIONAL)) {
      if (record instanceof ARecord a) {
        glue.computeIfAbsent(a.getName(), name -> new ArrayList<>()).add(a.getAddress());
      } else if (record instanceof AAAARecord aaaa) {
        glue.computeIfAbsent(aaaa.getName(), name -> new ArrayList<>()).add(aaaa.getAddress());
      }
    }
    return glue;
  }

  /** The set as the first server that answers for the zone states it, if it states one. */
  private ZoneView child(ZoneView view, int number, Instant moment, Host.Resolver spec) {
    for (Name server : view.order()) {
      for (InetAddress address : resolver.addresses(server, view, moment)) {
        Optional<Message> response = resolver.ask(address, zone, Type.SOA, moment);
        if (response.isEmpty()
            || response.get().getRcode() != Rcode.NOERROR
            || !response.get().getHeader().getFlag(Flags.AA)) {
          continue;
        }
        List<Name> names = new ArrayList<>();
        long ttl = Long.MAX_VALUE;
        for (Record record : response.get().getSection(Section.AUTHORITY)) {
          if (record instanceof NSRecord ns && ns.getName().equals(zone)) {
            names.add(ns.getTarget());
            ttl = Math.min(ttl, ns.getTTL());
          }
        }
        if (names.isEmpty()) {
          return view;
        }
        Map<Name, List<InetAddress>> glue = new HashMap<>(view.glue());
        glue.putAll(glue(response.get()));
        return new ZoneView(
            ZoneView.Source.CHILD,
            order(names, number),
            glue,
            moment.plus(RecursiveResolver.bounded(ttl, spec)));
      }
    }
    return view;
  }
}
