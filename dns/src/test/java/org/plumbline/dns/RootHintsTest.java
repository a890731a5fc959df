package org.plumbline.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;

class RootHintsTest {
  @Test
  void ianasThirteenServersHaveTwoAddressesEach() {
    assertThat(RootHints.iana().zone().servers())
        .hasSize(13)
        .allSatisfy(server -> assertThat(server.endpoints()).hasSize(2));
  }

  @Test
  void anAddressMayCarryAPort() {
    RootHints hints =
        RootHints.parse(
            """
            ; ours
            .            3600 IN NS  a.root.
            a.root.      3600 IN A   127.0.0.1@5300
            A.ROOT.      3600    AAAA ::1@5301
            """);
    assertThat(hints.zone().servers().getFirst().endpoints())
        .containsExactly(
            new Endpoint(Addresses.parse("127.0.0.1"), 5300),
            new Endpoint(Addresses.parse("::1"), 5301));
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> RootHints.parse(". NS a.\na. TXT x\n"))
        .hasMessage("line 2: expected NS, A or AAAA, was: TXT");
    assertThatThrownBy(() -> RootHints.parse(". NS a.\n")).hasMessageContaining("with an address");
  }

  @Test
  void resolversOfTheSystemAreReadAndAMissingFileIsNone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("resolv.conf");
    Files.writeString(
        file, "# x\nsearch lan\nnameserver 192.0.2.53\nnameserver fe80::1%eth0\noptions rotate\n");
    assertThat(ResolvConf.nameservers(file)).containsExactly("192.0.2.53", "fe80::1");
    assertThat(ResolvConf.nameservers(folder.resolve("none"))).isEmpty();
  }

  @Test
  void namesAreComparedByLabels() {
    assertThat(Names.within("a.example.org", "example.org")).isTrue();
    assertThat(Names.within("badexample.org", "example.org")).isFalse();
    assertThat(Names.within("a\\.example.org", "example.org")).isFalse();
    assertThat(Names.parent("a\\.b.example.org")).isEqualTo("example.org");
    assertThat(Names.parent("org")).isEmpty();
  }
}
