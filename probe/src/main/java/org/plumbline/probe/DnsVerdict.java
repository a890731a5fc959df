package org.plumbline.probe;

import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.model.Answer;
import org.plumbline.model.Code;
import org.plumbline.model.Expectation;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;

/** An answer against what the check expects of it. */
final class DnsVerdict {
  private DnsVerdict() {}

  /** The same observation, its outcome judged by {@code rcode} and {@code answers}. */
  static Observation.Dns judge(Observation.Dns dns, Expectation expect) {
    Outcome outcome = dns.attempt().outcome();
    String rcode = dns.rcode();
    if (rcode == null || outcome instanceof Outcome.Inconclusive) {
      return dns;
    }
    if (expect.rcode() != null) {
      if (!expect.rcode().equals(rcode)) {
        return unexpected(dns, rcode + " in place of " + expect.rcode());
      }
      if (!rcode.equals("NOERROR")) {
        return Lookup.with(dns, new Outcome.Ok());
      }
    }
    if (expect.answers().isEmpty() || !dns.attempt().outcome().ok()) {
      return dns;
    }
    Set<String> got =
        Lookup.records(dns.question(), dns.answers()).stream()
            .map(Answer::data)
            .collect(Collectors.toSet());
    return expect.answers().containsAll(got)
        ? dns
        : unexpected(dns, "answers " + String.join(", ", got.stream().sorted().toList()));
  }

  private static Observation.Dns unexpected(Observation.Dns dns, String raw) {
    return Lookup.with(dns, Classifier.failed(Layer.DNS, Code.UNEXPECTED, raw));
  }
}
