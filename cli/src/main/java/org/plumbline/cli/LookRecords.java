package org.plumbline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Check;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.wire.Wire;

/** A look as a recording: service and vantage first, then measurements and verdicts. */
final class LookRecords {
  static void print(List<Look.Seen> seen, PrintWriter out) {
    services(seen).forEach(service -> line(Wire.write(service), out));
    Vantage vantage = seen.getFirst().run().vantage();
    if (vantage != null) {
      line(Wire.write(vantage), out);
    }
    for (Look.Seen one : seen) {
      one.run().measurements().forEach(measurement -> line(Wire.write(measurement), out));
    }
    seen.forEach(one -> line(Wire.write(one.verdict()), out));
    out.flush();
  }

  /** One service a host, with the checks of all its targets. */
  private static List<Service> services(List<Look.Seen> seen) {
    Map<String, Service> services = new LinkedHashMap<>();
    for (Look.Seen one : seen) {
      services.merge(one.service().id(), one.service(), LookRecords::both);
    }
    return List.copyOf(services.values());
  }

  private static Service both(Service one, Service other) {
    Map<String, Check> checks = new LinkedHashMap<>();
    one.checks().forEach(check -> checks.put(check.id(), check));
    other.checks().forEach(check -> checks.putIfAbsent(check.id(), check));
    return new Service(
        one.id(),
        one.name(),
        one.category(),
        one.weight(),
        one.provider(),
        List.copyOf(checks.values()),
        one.dependsOn());
  }

  private static void line(byte[] record, PrintWriter out) {
    out.println(new String(record, StandardCharsets.UTF_8));
  }

  private LookRecords() {}
}
