package org.plumbline.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.plumbline.model.Check;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.net.Addresses;

/** The client's path of a check of scheme dns: the server is the target, the question is fixed. */
final class DnsRun {
  private static final Question ROOT = new Question("", "SOA");

  private final Instruments tools;
  private final Check check;
  private final ClientRun run;

  DnsRun(Instruments tools, Check check, ClientRun run) {
    this.tools = tools;
    this.check = check;
    this.run = run;
  }

  void ask(Target target) {
    Question given = check.question();
    Question question =
        given == null ? ROOT : new Question(Target.host(given.name()), given.type(), given.klass());
    Resolver server;
    if (target.host().isEmpty()) {
      List<Resolver> resolvers = tools.settings().resolvers();
      server = resolvers.isEmpty() ? new Resolver("system", null, null) : resolvers.getFirst();
    } else {
      List<InetAddress> addresses = run.resolve(target.host());
      if (addresses.isEmpty()) {
        return;
      }
      String address = Addresses.format(addresses.getFirst()) + "@" + target.port();
      server = new Resolver(target.host(), address, null);
    }
    Duration timeout = ClientRun.shorter(run.left());
    Observation.Dns answer = Lookup.ask(tools, server, question, timeout, run.deadline());
    run.add(DnsVerdict.judge(answer, check.expect()));
  }
}
