package org.plumbline.probe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.plumbline.dns.Exchanger;
import org.plumbline.dns.ReferralCache;
import org.plumbline.dns.Walker;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;
import org.plumbline.model.Working;
import org.plumbline.net.Network;
import org.plumbline.tls.ChainJudge;
import org.plumbline.tls.TlsClient;

/**
 * Makes the runs of checks from one vantage. Safe for use by many threads at once; cheap to make,
 * but keep it: it holds the vantage's referral cache and the TLS context.
 */
public final class Prober {
  private final Instruments instruments;

  public Prober(Network network, InstantSource clock, ProbeSettings settings) {
    this.instruments =
        new Instruments(
            network,
            clock,
            settings,
            new Exchanger(network),
            new Walker(network, settings.roots(), new ReferralCache(clock)),
            new Instruments.Secure(TlsClient.create(), new ChainJudge(settings.trust())));
  }

  /**
   * What a client does: resolve, connect, shake hands, request. A healthy run carries the leaf
   * certificate alone. Takes the check's timeout at most.
   */
  public List<Observation> routine(Check check, Family family) {
    return Leaves.onlyWhenHealthy(new ClientRun(instruments, check, family).run());
  }

  /**
   * The client's path, and beside it the walk from the root with every authoritative server, the
   * other resolvers, and the addresses that others got or that work elsewhere. Takes twice the
   * check's timeout at most.
   *
   * @param works addresses that completed a valid exchange elsewhere
   * @param resolvers addresses of resolvers to ask beside the vantage's own; may carry
   *     {@code @port}
   */
  public List<Observation> diagnostic(
      Check check, Family family, List<Working> works, List<String> resolvers) {
    return new DiagnosticRun(instruments, check, family, works, resolvers).run();
  }

  /**
   * The delegation walk alone: the facts from the root down, and last the walk's own answer.
   *
   * @param question name and type, such as {@code example.org A}
   * @param timeout configured duration of the whole walk
   */
  public List<Observation> trace(Question question, Duration timeout) {
    return Tracing.of(instruments, question, timeout);
  }
}
