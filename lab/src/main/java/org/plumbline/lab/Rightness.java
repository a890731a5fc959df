package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plumbline.model.Check;

/** Whether what an address serves is what a check wants: the world's own view of itself. */
final class Rightness {
  private Rightness() {}

  static List<CertificateSpec> certificates(Host.Web host, WorldState world) {
    List<CertificateSpec> certificates = new ArrayList<>();
    for (String id : host.certificates()) {
      CertificateSpec spec = world.certificates().get(id);
      if (spec != null) {
        certificates.add(spec);
      }
    }
    return certificates;
  }

  /** The page for a Host header. */
  static Host.Page page(Host.Web host, String header) {
    int colon = header.lastIndexOf(':');
    String name = (colon > 0 ? header.substring(0, colon) : header).toLowerCase(Locale.ROOT);
    return host.sites().getOrDefault(name, host.otherwise());
  }

  /** Whether an asker who was sent to this address gets what the check expects. */
  static boolean serves(
      WorldState world, Asker asker, InetAddress address, Check check, Instant now) {
    Host host = world.hosts().get(address);
    if (host == null || world.reach(asker, address) != Reach.UP) {
      return false;
    }
    return switch (check.scheme()) {
      case HTTPS ->
          host instanceof Host.Web web && certified(web, world, check, now) && page(web, check);
      case TLS -> host instanceof Host.Web web && certified(web, world, check, now);
      case HTTP -> host instanceof Host.Web web && page(web, check);
      case TCP, DNS, PING -> true;
    };
  }

  private static boolean certified(Host.Web web, WorldState world, Check check, Instant now) {
    List<CertificateSpec> certificates = certificates(web, world);
    if (certificates.isEmpty() || check.host() == null) {
      return false;
    }
    CertificateSpec chosen = ServerNames.choose(certificates, check.host());
    return ServerNames.match(chosen.names(), check.host())
        && chosen.issuer() == CertificateSpec.Issuer.LAB
        && chosen.chain()
        && !now.isBefore(chosen.from())
        && now.isBefore(chosen.to());
  }

  private static boolean page(Host.Web web, Check check) {
    Host.Page page = page(web, check.host() == null ? "" : check.host());
    String contains = check.expect().contains();
    return expected(check.expect().status(), page.status())
        && (contains == null || page.body().contains(contains));
  }

  private static boolean expected(List<String> ranges, int status) {
    if (ranges.isEmpty()) {
      return status < 400;
    }
    for (String range : ranges) {
      int dash = range.indexOf('-');
      int low = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int high = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1));
      if (status >= low && status <= high) {
        return true;
      }
    }
    return false;
  }
}
