package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CatalogueCommandTest {
  private static final String RIGHT =
      """
      category: cdn
      services:
        - {id: edge, name: Edge, provider: edge, checks: [{host: edge.example}]}
      """;

  @TempDir Path folder;

  private record Ran(int status, String out, String err) {}

  private static Ran plumb(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Plumb.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new Ran(status, out.toString(), err.toString());
  }

  private Ran check(String text) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, text);
    Ran ran = plumb("catalogue", "check", file.toString());
    return new Ran(
        ran.status(),
        ran.out().replace(folder + "/", ""),
        ran.err().replace(folder + "/", "").strip());
  }

  @Test
  void theListIsATableThatFitsATerminal() {
    Ran list = plumb("catalogue", "list");
    assertThat(list.status()).isEqualTo(ExitStatus.OK);
    assertThat(list.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(81));
    assertThat(list.out())
        .contains("dns: resolvers, registries and the root")
        .contains("\n  quad9                    dns 9.9.9.9\n")
        .contains("\n                           dns 149.112.112.112\n")
        .contains("tls imap.gmail.com:993")
        .contains("connectivity-check.ubuntu.com");
    assertThat(plumb("catalogue").out()).isEqualTo(list.out());
  }

  @Test
  void theListAsRecordsIsOneServiceALine() {
    Ran list = plumb("catalogue", "list", "--json");
    assertThat(list.status()).isEqualTo(ExitStatus.OK);
    assertThat(list.out().lines())
        .hasSameSizeAs(BuiltInCatalogue.services())
        .allSatisfy(line -> assertThat(line).startsWith("{\"kind\":\"service\",\"id\":\""));
    assertThat(list.out()).contains("\"intervalMs\":300000");
  }

  @Test
  void aRightFileIsSaidToBeRight() throws IOException {
    assertThat(check(RIGHT))
        .isEqualTo(new Ran(ExitStatus.OK, "mine.yaml is right: 1 service, 1 check.\n", ""));
  }

  @Test
  void aWrongFileIsRefusedWithEverythingThatIsWrong() throws IOException {
    String wrong = RIGHT.replace("category: cdn", "category: web").replace("host:", "hots:");
    assertThat(check(wrong))
        .isEqualTo(
            new Ran(
                ExitStatus.WRONG_USAGE,
                "",
                """
                plumb: the catalogue is refused:
                mine.yaml:1: category must be one of cdn, dns, cloud, isp, saas, email, ucaas,\
                 secaas, martech, ads, analytics, video, social, payment, developer, ai, other,\
                 was 'web'
                mine.yaml:3: services[0].checks[0].host is required and must be a host name or an\
                 address alone; scheme, port and path have keys of their own
                mine.yaml:3: services[0].checks[0].hots is not known here; known: expect, families,\
                 host, id, interval, path, port, question, scheme, timeout\
                """));
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    Ran missing = plumb("catalogue", "check", folder.resolve("none.yaml").toString());
    assertThat(missing.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(missing.err()).contains("none.yaml: there is no such file");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "name: ä".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(plumb("catalogue", "check", latin.toString()).err()).contains("it is not UTF-8");
    assertThat(check("services: [").err()).contains("mine.yaml:1: not readable as YAML");
    assertThat(plumb("catalogue", "check", folder.toString()).status())
        .isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(plumb("catalogue", "check").status()).isEqualTo(ExitStatus.WRONG_USAGE);
  }
}
