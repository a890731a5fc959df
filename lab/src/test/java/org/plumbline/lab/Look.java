package org.plumbline.lab;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.model.Vantage;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Looks at a world from all its vantages. */
final class Look {
  private Look() {}

  static String builtIn(String name) {
    return requireNonNull(Scenarios.builtIn().get(name));
  }

  /** What the client of each vantage is told: addresses, or an rcode. */
  static Map<String, String> answers(LabWorld world, String host, Set<String> without)
      throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (Vantage vantage : world.vantages()) {
      if (!without.contains(vantage.id())) {
        answers.put(vantage.id(), answer(world, vantage, 0, host));
      }
    }
    return answers;
  }

  /** What one resolver of a vantage says. */
  static String answer(LabWorld world, Vantage vantage, int resolver, String host)
      throws IOException {
    String address = requireNonNull(vantage.resolvers().get(resolver).address());
    Message response = new Client(world.network(vantage.id())).ask(address, host, Type.A);
    return response.getRcode() == Rcode.NOERROR
        ? Client.addresses(response).toString()
        : Rcode.string(response.getRcode());
  }

  static Map<String, Integer> tally(Map<String, String> answers) {
    Map<String, Integer> tally = new TreeMap<>();
    answers.values().forEach(answer -> tally.merge(answer, 1, Integer::sum));
    return tally;
  }
}
