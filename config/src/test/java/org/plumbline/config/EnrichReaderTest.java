package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrichReaderTest {
  private record Read(Enrich enrich, List<String> complaints) {}

  private static Read read(String yaml) {
    Complaints complaints = new Complaints("plumbline.yaml");
    Enrich enrich;
    try {
      Section root = Section.root(YamlFile.parse("plumbline.yaml", yaml), complaints);
      enrich = EnrichReader.read(root, Path.of("/etc/plumb"));
      root.done();
      complaints.throwIfAny();
    } catch (ConfigException e) {
      return new Read(new Enrich.None(), e.complaints().stream().map(Complaint::toString).toList());
    }
    return new Read(enrich, List.of());
  }

  private static Enrich good(String yaml) {
    Read read = read(yaml);
    assertThat(read.complaints()).isEmpty();
    return read.enrich();
  }

  @Test
  void ownersAreAskedForOverDnsUnlessItIsSaidOtherwise() {
    assertThat(good("")).isEqualTo(new Enrich.PublicZones());
    assertThat(good("enrich: dns")).isEqualTo(new Enrich.PublicZones());
    assertThat(good("enrich: none")).isEqualTo(new Enrich.None());
  }

  @Test
  void aFileOrZonesMayBeNamed() {
    assertThat(good("enrich: {file: data/Origins.MMDB}"))
        .isEqualTo(new Enrich.File(Path.of("/etc/plumb/data/Origins.MMDB")));
    assertThat(good("enrich:\n  file: owners.csv\n"))
        .isEqualTo(new Enrich.File(Path.of("/etc/plumb/owners.csv")));
    assertThat(
            good(
                """
                enrich:
                  zones: {origin: origin.Example.net., origin6: origin6.example.net, names: asn.example.net}
                """))
        .isEqualTo(
            new Enrich.Zones("origin.example.net", "origin6.example.net", "asn.example.net"));
  }

  @Test
  void whatIsWrongIsSaidWithLineKeyAndRule() {
    String form = "must be dns, none, {file: PATH} or {zones: {...}}";
    assertThat(read("\nenrich: maybe").complaints())
        .containsExactly("plumbline.yaml:2: enrich " + form + ", was 'maybe'");
    assertThat(read("enrich:").complaints()).containsExactly("plumbline.yaml:1: enrich " + form);
    assertThat(read("enrich: [dns]").complaints())
        .containsExactly("plumbline.yaml:1: enrich " + form);
    assertThat(read("enrich: {}").complaints()).contains("plumbline.yaml:1: enrich " + form);
    assertThat(read("enrich:\n  file: owners.txt").complaints())
        .containsExactly(
            "plumbline.yaml:2: enrich.file must be the path of a .mmdb or .csv file,"
                + " was 'owners.txt'");
    assertThat(read("enrich: {file: a.csv, url: x}").complaints())
        .containsExactly("plumbline.yaml:1: enrich.url is not known here; known: file");
    assertThat(read("enrich: {file: a.csv, zones: {}}").complaints())
        .contains("plumbline.yaml:1: enrich " + form);
  }

  @Test
  void aZoneIsTheNameOfAZone() {
    String zone = "must be the name of a DNS zone, at most 180 characters";
    assertThat(
            read("""
            enrich:
              zones:
                origin: "*.example.net"
                origin6: %s.net
            """
                    .formatted("a.".repeat(100)))
                .complaints())
        .hasSize(3)
        .anySatisfy(
            it -> assertThat(it).startsWith("plumbline.yaml:3: enrich.zones.origin " + zone))
        .anySatisfy(
            it -> assertThat(it).startsWith("plumbline.yaml:4: enrich.zones.origin6 " + zone))
        .anySatisfy(it -> assertThat(it).contains("enrich.zones.names is required and " + zone));
  }
}
