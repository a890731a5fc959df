package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.dns.ScriptedDns;
import org.plumbline.tls.ScriptedTls;
import org.plumbline.tls.TestCertificates;
import picocli.CommandLine;

/**
 * {@code check} and {@code trace} as on the real internet, system clock and sockets, in a world of
 * the user's own: a root, a resolver and a web server on loopback.
 */
@Timeout(120)
class CheckRealTest {
  private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir private Path folder;
  private Path roots;
  private Path ca;
  private ScriptedDns root;
  private ScriptedDns resolver;
  private ScriptedTls web;

  private record Ran(int status, String out, String err) {}

  @BeforeEach
  void open() throws IOException, CertificateEncodingException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    TestCertificates.Held authority =
        TestCertificates.named("CN=Own Root")
            .authority()
            .valid(yesterday, Duration.ofDays(60))
            .selfSigned();
    TestCertificates.Held shop =
        TestCertificates.named("CN=shop.test")
            .dns("shop.test")
            .valid(yesterday, Duration.ofDays(30))
            .by(authority);
    web = ScriptedTls.showing(shop, List.of(), socket -> {}, CheckRealTest::serve);
    String zone =
        """
        . 60 SOA a.root.test. admin.test. 1 3600 600 86400 60
        . 60 NS a.root.test.
        a.root.test. 60 A 127.0.0.1
        shop.test. 60 A 127.0.0.1
        """;
    root = new ScriptedDns().zone(".", zone);
    resolver = new ScriptedDns().zone(".", zone);
    roots =
        Files.writeString(
            folder.resolve("roots"),
            ". 3600 NS a.root.test.\na.root.test. 3600 A 127.0.0.1@" + root.port() + "\n");
    ca =
        Files.writeString(
            folder.resolve("ca.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(authority.certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n");
  }

  @AfterEach
  void close() throws IOException {
    root.close();
    resolver.close();
    web.close();
  }

  private static void serve(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      // the head ends at an empty line
    }
    socket.getOutputStream().write(PAGE.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static Ran plumb(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Plumb.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int status = command.execute(arguments.toArray(String[]::new));
    return new Ran(status, out.toString(), err.toString());
  }

  private Ran check(String... more) {
    List<String> arguments = new ArrayList<>(List.of("check", "--family", "4", "--timeout", "5s"));
    arguments.addAll(List.of("--roots", roots.toString()));
    arguments.addAll(List.of(more));
    arguments.add("https://shop.test:" + web.port() + "/");
    return plumb(arguments);
  }

  private String resolverOption() {
    return "--resolver=127.0.0.1@" + resolver.port();
  }

  private String caOption() {
    return "--ca=" + ca;
  }

  @Test
  void aWorldOfOnesOwnIsHealthyThroughItsResolver() {
    Ran ran = check(resolverOption(), caOption(), "--allow-private");
    assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(ExitStatus.OK);
    assertThat(ran.out()).contains("HEALTHY", "a.root.test", "127.0.0.1");
    assertThat(root.questions()).isPositive();
  }

  @Test
  void theWalkFromTheRootTakesTheResolversPlace() {
    Ran ran = check("--from-root", caOption(), "--allow-private");
    assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(ExitStatus.OK);
    assertThat(ran.out()).contains("own walk");
    assertThat(resolver.questions()).isZero();
  }

  @Test
  void aWalkThatComesToNothingIsNotCalledAResolver() {
    root.silent();
    Ran ran = check("--from-root", caOption(), "--allow-private");
    assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(ExitStatus.FAULT);
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("our own walk from the root")
        .doesNotContain("own fails", "servers of .", "server of .");
  }

  @Test
  void anIssuerThatNoStoreKnowsIsAFault() {
    Ran ran = check(resolverOption(), "--allow-private");
    assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(ExitStatus.FAULT);
    assertThat(ran.out()).contains("nobody trusted vouches for it");
  }

  @Test
  void noPrivateAddressIsTouchedUnlessAllowed() {
    Ran ran = check(resolverOption(), caOption());
    assertThat(ran.status()).as(ran.out() + ran.err()).isNotEqualTo(ExitStatus.OK);
    assertThat(ran.out()).doesNotContain("HEALTHY");
    assertThat(root.questions()).isZero();
  }

  @Test
  void traceWalksTheRootsOfTheFile() {
    Ran found = plumb(List.of("trace", "shop.test", "--roots", roots.toString()));
    assertThat(found.status()).as(found.out() + found.err()).isEqualTo(ExitStatus.OK);
    assertThat(found.out()).contains("shop.test A, walked from the root", "127.0.0.1");
    Ran missing = plumb(List.of("trace", "nowhere.test", "--roots", roots.toString()));
    assertThat(missing.status()).isEqualTo(ExitStatus.FAULT);
    Ran json = plumb(List.of("trace", "shop.test", "--json", "--roots", roots.toString()));
    assertThat(json.out())
        .startsWith("{\"kind\":\"measurement\"")
        .contains("\"data\":\"127.0.0.1\"");
  }

  @Test
  void whatIsNoRootsFileOrCertificateIsRefusedWithItsName() throws IOException {
    Path junk = Files.writeString(folder.resolve("junk"), "a.root.test. MX 5\n");
    Ran badRoots = plumb(List.of("trace", "shop.test", "--roots", junk.toString()));
    assertThat(badRoots.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(badRoots.err()).contains("junk", "line 1");
    Ran badCa = check("--ca=" + junk);
    assertThat(badCa.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(badCa.err()).contains("junk");
  }
}
