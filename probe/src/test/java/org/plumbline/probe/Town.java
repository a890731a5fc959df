package org.plumbline.probe;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.plumbline.dns.RootHints;
import org.plumbline.dns.ScriptedDns;
import org.plumbline.model.Check;
import org.plumbline.model.Expectation;
import org.plumbline.model.Family;
import org.plumbline.model.Observation;
import org.plumbline.model.Resolver;
import org.plumbline.net.LoopbackNetwork;
import org.plumbline.tls.ScriptedTls;
import org.plumbline.tls.TestCertificates;
import org.plumbline.tls.TrustStore;

/**
 * A small internet for a test: a root, one authority, two resolvers, and web servers at virtual
 * addresses.
 */
final class Town implements Closeable {
  static final Instant NOW = Instant.parse("2024-10-01T12:00:00Z");
  static final TestCertificates.Held ROOT = TestCertificates.authority("CN=Town Root");
  static final TestCertificates.Held SHOP =
      TestCertificates.named("CN=shop.test").dns("shop.test", "*.shop.test").by(ROOT);
  static final TestCertificates.Held TENANT =
      TestCertificates.named("CN=tenant.test").dns("tenant.test").by(ROOT);

  final LoopbackNetwork network = new LoopbackNetwork(Duration.ofSeconds(6));
  final ScriptedDns resolver = new ScriptedDns();
  final ScriptedDns other = new ScriptedDns();
  final ScriptedDns root = new ScriptedDns();
  final ScriptedDns authority = new ScriptedDns();
  private final List<Closeable> opened = new ArrayList<>(List.of(resolver, other, root, authority));

  Town() throws IOException {
    network.map("192.0.2.53", 53, resolver.port());
    network.map("192.0.2.54", 5353, other.port());
    network.map("192.0.2.1", 53, root.port());
    network.map("192.0.2.2", 53, authority.port());
  }

  /** What a web server answers to a request's path and all of its text. */
  interface Pages extends Function<String, String> {}

  /** Serves HTTPS at a virtual address. */
  Town https(String address, TestCertificates.Held leaf, Pages pages) throws IOException {
    ScriptedTls server = ScriptedTls.showing(leaf, List.of(), l -> {}, s -> serve(s, pages));
    opened.add(server);
    network.map(address, 443, server.port());
    return this;
  }

  /** Serves whatever at a port of a virtual address. */
  Town plain(String address, int port, ScriptedTls.Talk talk) throws IOException {
    ScriptedTls server = ScriptedTls.plain(talk);
    opened.add(server);
    network.map(address, port, server.port());
    return this;
  }

  static void serve(Socket socket, Pages pages) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder request = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      request.append(line).append('\n');
    }
    String page = pages.apply(request.toString());
    socket.getOutputStream().write(page.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nServer: town\r\nX-Secret: no\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String redirect(String location, String more) {
    return "HTTP/1.1 302 Found\r\nLocation: "
        + location
        + "\r\n"
        + more
        + "Content-Length: 0\r\n\r\n";
  }

  Prober prober(boolean fromRoot) {
    return new Prober(
        network,
        InstantSource.fixed(NOW),
        new ProbeSettings(
            List.of(
                new Resolver("isp", "192.0.2.53", "Alpha"),
                new Resolver("other", "192.0.2.54@5353", "Beta")),
            RootHints.parse(". NS r.\nr. A 192.0.2.1\n"),
            new TrustStore(List.of(ROOT.certificate())),
            fromRoot,
            "town/1"));
  }

  List<Observation> routine(Check check) {
    return prober(false).routine(check, Family.V4);
  }

  static Check check(Check.Scheme scheme, String host, Expectation expect) {
    return new Check(
        "c",
        host,
        null,
        scheme,
        "/",
        Duration.ofMinutes(1),
        Duration.ofSeconds(8),
        List.of(Family.V4),
        expect,
        null);
  }

  static Check https(String host) {
    return check(Check.Scheme.HTTPS, host, Expectation.ORDINARY);
  }

  @Override
  public void close() throws IOException {
    for (Closeable each : opened) {
      each.close();
    }
  }
}
