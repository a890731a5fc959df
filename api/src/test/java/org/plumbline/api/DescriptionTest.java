package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Timeout(60)
class DescriptionTest {
  @Test
  void everyReadIsDescribedAndAnswered() throws Exception {
    try (Running server = new Running()) {
      HttpResponse<String> response = server.get("/openapi.yaml");
      JsonNode description = new YAMLMapper().readTree(response.body());

      assertThat(response.headers().firstValue("content-type")).contains("application/yaml");
      assertThat(description.path("openapi").asString()).startsWith("3.1");
      for (String path : server.api.methods().keySet()) {
        assertThat(description.path("paths").path(path).path("get").isObject()).as(path).isTrue();
        if (!path.equals("/v1/events")) {
          assertThat(server.get(path.replace("{id}", "none")).statusCode())
              .as(path)
              .isIn(path.contains("{id}") ? List.of(404) : List.of(200));
        }
      }
    }
  }

  @Test
  void everyReferenceOfTheDescriptionLeadsSomewhere() throws Exception {
    try (Running server = new Running()) {
      JsonNode description = new YAMLMapper().readTree(server.get("/openapi.yaml").body());
      List<String> references = new ArrayList<>();
      description.findValues("$ref").forEach(it -> references.add(it.asString()));

      assertThat(references)
          .isNotEmpty()
          .allSatisfy(
              it -> assertThat(description.at(it.substring(1)).isMissingNode()).as(it).isFalse());
    }
  }
}
