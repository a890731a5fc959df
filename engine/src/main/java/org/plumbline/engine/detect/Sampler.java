package org.plumbline.engine.detect;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Resolver;
import org.plumbline.model.Symptom;
import org.plumbline.model.Trigger;

/** Reduces a measurement to a {@link Sample}, and learns what is normal on the way. */
public final class Sampler implements Serializable {
  private final Catalogue catalogue;
  private final Trust trust;
  private static final Symptom STALE = new Symptom(Layer.NONE, Code.CHANGED);
  private static final int CELLS_KEPT = 500_000;

  private final Latencies latencies = new Latencies();
  private final Serials serials = new Serials();
  private final Map<String, String> cells = new HashMap<>();

  public Sampler(Catalogue catalogue, Trust trust) {
    this.catalogue = catalogue;
    this.trust = trust;
  }

  /**
   * The trial that a measurement is.
   *
   * @param at its corrected time
   */
  public Sample sample(Measurement run, Instant at, Instant receivedAt) {
    Path path = Path.of(run);
    Check check = catalogue.check(run.check());
    if (check != null && check.scheme() == Check.Scheme.DNS) {
      // What such a check goes to is the server; the addresses in its answers are other people's.
      path.toServer();
    }
    Symptom symptom = path.symptom;
    if (symptom == null
        && path.serial != null
        && serials.lags(path.zone, path.serial, at.toEpochMilli())) {
      symptom = STALE;
    }
    boolean votes = !path.inconclusive && (symptom == null || symptom.code() != Code.BLOCKED);
    boolean routine = run.depth() == Depth.ROUTINE;
    // A scheduled diagnostic run is that instant's run; one of unknown trigger may be a reaction.
    boolean counted =
        run.request() == null
            && (run.trigger() == Trigger.SCHEDULE || (run.trigger() == null && routine));
    String network = catalogue.network(run.vantage());
    boolean slow =
        symptom == null
            && votes
            && counted
            && latencies.slow(
                run.vantage(),
                run.check(),
                prefixOf(path.address),
                at.toEpochMilli(),
                path.elapsedMillis);
    String ownerClass = path.address == null ? null : Trust.classOf(path.address, path.asn);
    if (symptom == null && path.valid && path.address != null && ownerClass != null) {
      trust.vouch(run.check(), path.address, ownerClass, path.owner, network, at.toEpochMilli());
    }
    boolean strange =
        symptom != null
            && ownerClass != null
            && path.named
            && trust.established(run.check())
            && !trust.trusted(run.check(), ownerClass);
    String resolver = resolverKey(run.vantage(), path.resolver);
    return new Sample(
        run.id(),
        at.toEpochMilli(),
        receivedAt.toEpochMilli(),
        run.vantage(),
        network,
        run.check(),
        run.service(),
        run.family(),
        votes ? symptom : null,
        slow,
        votes,
        counted,
        routine && run.trigger() == Trigger.RECHECK,
        path.elapsedMillis,
        resolver,
        path.address,
        path.asn,
        path.owner,
        path.address == null ? null : Trust.prefix(path.address),
        strange,
        path.status,
        path.pop,
        path.certificate,
        path.issuer,
        path.via,
        path.quic,
        path.answers,
        path.cell(run, resolver, symptom, slow, strange, cells));
  }

  /** Share of a cell's runs that are slow when all is well. */
  public double slowRate(Sample sample) {
    return latencies.rate(sample.vantage(), sample.check());
  }

  /** A resolver is its operator and address; a private address is its vantage's own. */
  public static @Nullable String resolverKey(String vantage, @Nullable Resolver resolver) {
    if (resolver == null) {
      return null;
    }
    String address = resolver.address();
    if (address == null || isPrivate(address)) {
      return vantage + "/" + resolver.id();
    }
    return resolver.operator() == null ? address : resolver.operator();
  }

  private static boolean isPrivate(String address) {
    return address.startsWith("10.")
        || address.startsWith("192.168.")
        || address.startsWith("127.")
        || address.startsWith("169.254.")
        || address.matches("172\\.(1[6-9]|2\\d|3[01])\\..*")
        || address.startsWith("fe80:")
        || address.startsWith("fc")
        || address.startsWith("fd")
        || address.equals("::1");
  }

  private static String prefixOf(@Nullable String address) {
    return address == null ? "" : Trust.prefix(address);
  }

  /** What the client's path of one run came to. */
  private static final class Path {
    @Nullable Symptom symptom;
    boolean inconclusive;
    boolean named;
    boolean valid;
    double elapsedMillis;
    @Nullable Resolver resolver;
    @Nullable String address;
    @Nullable Long asn;
    @Nullable String owner;
    @Nullable Integer status;
    @Nullable String pop;
    @Nullable String certificate;
    @Nullable String issuer;
    @Nullable String via;
    boolean quic;
    @Nullable Long serial;
    String zone = "";
    final List<String> answers = new ArrayList<>();
    private final List<Answer> given = new ArrayList<>();

    static Path of(Measurement run) {
      Path path = new Path();
      Observation last = null;
      Failure first = null;
      for (Observation step : run.observations()) {
        if (step instanceof Observation.Authority authority && run.observations().size() == 1) {
          // A check that asks one server directly: its answer is the client's path.
          path.direct(authority);
          last = step;
          first = step.failure();
        }
        if (!step.onClientPath()) {
          continue;
        }
        last = step;
        if (step.attempt().elapsed() != null) {
          path.elapsedMillis += step.attempt().elapsed().toNanos() / 1e6;
        }
        if (step.attempt().outcome() instanceof Outcome.Inconclusive) {
          path.inconclusive = true;
        }
        if (first == null && step.failure() != null) {
          first = step.failure();
        }
        path.take(step);
      }
      boolean reached = last != null && last.failure() == null;
      if (!reached && first != null) {
        path.symptom = new Symptom(first.layer(), first.code());
      }
      path.inconclusive = (path.inconclusive && first == null) || last == null;
      Collections.sort(path.answers);
      return path;
    }

    /** One string for all samples alike, so that counting them is quick. */
    String cell(
        Measurement run,
        @Nullable String resolverKey,
        @Nullable Symptom suffered,
        boolean slow,
        boolean strange,
        Map<String, String> cells) {
      String key =
          run.vantage()
              + '|'
              + run.check()
              + '|'
              + run.family()
              + '|'
              + resolverKey
              + '|'
              + asn
              + '|'
              + (address == null ? "" : Trust.prefix(address))
              + '|'
              + pop
              + '|'
              + certificate
              + '|'
              + strange
              + '|'
              + slow
              + '|'
              + (suffered == null ? "" : suffered.layer() + "/" + suffered.code());
      if (cells.size() > CELLS_KEPT) {
        cells.clear();
      }
      String known = cells.putIfAbsent(key, key);
      return known == null ? key : known;
    }

    void toServer() {
      if (serial == null) {
        address = null;
        asn = null;
        owner = null;
      }
    }

    private void direct(Observation.Authority authority) {
      serial = authority.serial();
      zone = authority.zone();
      if (authority.server() != null) {
        address = authority.server().address();
        asn = authority.server().asn();
      }
      elapsedMillis =
          authority.attempt().elapsed() == null ? 0 : authority.attempt().elapsed().toNanos() / 1e6;
    }

    private void take(Observation step) {
      switch (step) {
        case Observation.Dns dns -> {
          if (resolver == null) {
            resolver = dns.resolver();
          }
          named = true;
          for (Answer answer : dns.answers()) {
            if (answer.isAddress()) {
              answers.add(answer.data());
              given.add(answer);
            } else if (answer.type().equals("CNAME")) {
              via = answer.data();
            }
          }
          if (address == null) {
            dns.answers().stream().filter(Answer::isAddress).findFirst().ifPresent(this::goesTo);
          }
        }
        case Observation.Tcp tcp -> reach(tcp.address(), tcp.asn());
        case Observation.Quic handshake -> {
          reach(handshake.address(), null);
          quic = true;
          valid = handshake.failure() == null;
        }
        case Observation.Tls tls -> {
          reach(tls.address(), null);
          if (!tls.chain().isEmpty()) {
            certificate = tls.chain().getFirst().sha256();
            issuer = tls.chain().getFirst().issuer();
          }
          valid = tls.attempt().outcome().ok();
        }
        case Observation.Http http -> {
          reach(http.address(), null);
          status = http.status();
          pop = http.pop() != null ? http.pop() : pop;
          valid = valid || http.attempt().outcome().ok();
        }
        case Observation.Delegation delegation -> {}
        case Observation.Authority authority -> {}
        case Observation.Ping ping -> {}
        case Observation.Traceroute traceroute -> {}
      }
    }

    private void goesTo(Answer answer) {
      address = answer.data();
      asn = answer.asn();
      owner = answer.owner();
    }

    private void reach(@Nullable String where, @Nullable Long origin) {
      if (where == null) {
        return;
      }
      if (!where.equals(address)) {
        address = where;
        asn = null;
        owner = null;
        given.stream()
            .filter(answer -> answer.data().equals(where))
            .findFirst()
            .ifPresent(this::goesTo);
      }
      if (origin != null) {
        asn = origin;
      }
    }
  }
}
