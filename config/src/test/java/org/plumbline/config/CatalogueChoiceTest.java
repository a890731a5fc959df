package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.model.Service;

final class CatalogueChoiceTest {
  private static final String RULE =
      "must be all, none, or a list of categories and ids of the catalogue"
          + " (plumb catalogue list shows them)";

  private static final List<Service> CATALOGUE =
      List.of(service("edge", "cdn"), service("net", "cdn"), service("root", "dns"));

  private static Service service(String id, String category) {
    return new Service(id, id, category, 1, id, List.of(), List.of());
  }

  private static List<String> chosen(String yaml) throws ConfigException {
    Complaints complaints = new Complaints("a.yaml");
    Section root = Section.root(YamlFile.parse("a.yaml", yaml), complaints);
    List<Service> chosen = CatalogueChoice.read(root, CATALOGUE);
    root.done();
    complaints.throwIfAny();
    return chosen.stream().map(Service::id).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                       | edge net root
          catalogue: all           | edge net root
          catalogue: [all]         | edge net root
          catalogue: cdn           | edge net
          catalogue: [root, cdn]   | edge net root
          catalogue: [cdn, edge]   | edge net
          catalogue: [root, net]   | net root
          """)
  void servicesAreChosenByCategoryAndId(String yaml, String ids) throws ConfigException {
    assertThat(chosen(yaml)).containsExactly(ids.split(" "));
  }

  @Test
  void noneTurnsTheCatalogueOff() throws ConfigException {
    assertThat(chosen("catalogue: none")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          catalogue: [cdn, egde] | catalogue %s, was 'egde'
          catalogue: everything  | catalogue %s, was 'everything'
          catalogue: []          | catalogue %s
          catalogue: [cdn, none] | catalogue must stand alone, was 'none'
          catalogue: [all, edge] | catalogue must stand alone, was 'all'
          catalogue: [cdn, cdn]  | catalogue must be named once, was 'cdn'
          catalogue: {cdn: all}  | catalogue must be a list of texts
          """)
  void everyWrongChoiceHasItsComplaint(String yaml, String complaint) {
    assertThatThrownBy(() -> chosen(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a.yaml:1: " + complaint.formatted(RULE));
  }

  @Test
  void anOwnServiceShadowsTheOneOfTheSameId() {
    Service own = service("edge", "other");
    assertThat(CatalogueChoice.withOwn(CATALOGUE, List.of(own)))
        .containsExactly(own, CATALOGUE.get(1), CATALOGUE.get(2));
  }
}
