package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.config.ServiceCategory;
import org.plumbline.model.Check;
import org.plumbline.model.Service;

/** Every built-in file passes the validator, or none of this is read. */
final class BuiltInCatalogueTest {
  private static final int SERVICES_PER_CATEGORY_MIN = 5;

  private final List<Service> services = BuiltInCatalogue.services();

  @Test
  void thereAreWellOverSixtyServicesOverAllCategories() {
    assertThat(services).hasSizeGreaterThanOrEqualTo(100);
    assertThat(Arrays.stream(ServiceCategory.values()).map(ServiceCategory::word))
        .allSatisfy(category ->
            assertThat(services)
                .filteredOn(service -> category.equals(service.category()))
                .as(category)
                .hasSizeGreaterThanOrEqualTo(SERVICES_PER_CATEGORY_MIN));
  }

  @Test
  void everyOneIsAskedEveryFiveMinutesByAProbeThatThereIs() {
    assertThat(services.stream().flatMap(service -> service.checks().stream()))
        .allSatisfy(check -> {
          assertThat(check.interval()).as(check.id()).isEqualTo(Duration.ofMinutes(5));
          assertThat(check.scheme()).as(check.id()).isNotEqualTo(Check.Scheme.PING);
        });
  }

  @Test
  void onlyResolversAreAskedByAddress() {
    assertThat(services.stream().flatMap(service -> service.checks().stream()))
        .filteredOn(check -> String.valueOf(check.host()).matches("[0-9.]+|.*:.*"))
        .allSatisfy(check -> assertThat(check.scheme()).isEqualTo(Check.Scheme.DNS));
  }

  @Test
  void theExampleOfTheDocumentedConfigurationIsThere() {
    assertThat(services).extracting(Service::id).contains("github");
  }

  @Test
  void theUserAgentSaysWhoAsksAndWhereToReadMore() {
    assertThat(Release.current().userAgent())
        .matches("Plumbline/\\d+\\.\\d+\\.\\d+ \\(\\+https://[^ ]+\\)");
  }
}
