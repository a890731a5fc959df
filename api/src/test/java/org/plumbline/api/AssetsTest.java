package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AssetsTest {
  private final Running server = new Running();

  @AfterEach
  void stop() {
    server.close();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void everyAddressOfThePageIsThePage() throws Exception {
    for (String path : new String[] {"/", "/incidents/abc123", "/a/b/c"}) {
      HttpResponse<String> response = server.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.body()).contains("<title>Plumbline</title>");
      assertThat(header(response, "content-type")).startsWith("text/html");
      assertThat(header(response, "cache-control")).isEqualTo("no-cache");
      assertThat(header(response, "content-security-policy")).startsWith("default-src 'self';");
      assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
    }
  }

  @Test
  void filesHaveTheirTypesAndHashedOnesAreKept() throws Exception {
    HttpResponse<String> script = server.get("/assets/index-abc123.js");
    HttpResponse<String> style = server.get("/assets/index-abc123.css");
    HttpResponse<String> icon = server.get("/favicon.svg");

    assertThat(header(script, "content-type")).startsWith("text/javascript");
    assertThat(header(style, "content-type")).startsWith("text/css");
    assertThat(header(icon, "content-type")).startsWith("image/svg+xml");
    assertThat(header(script, "cache-control")).contains("immutable");
    assertThat(header(icon, "cache-control")).isEqualTo("no-cache");
  }

  @Test
  void whatIsNotThereIsAProblem() throws Exception {
    for (String path :
        new String[] {
          "/assets/index-old.js",
          "/v1/nothing",
          "/v1",
          "/v1/",
          "/favicon.ico",
          "/..%2f..%2fopenapi.yaml",
          "/%2e%2e/org/plumbline/api/Api.class"
        }) {
      HttpResponse<String> response = server.get(path);
      assertThat(response.statusCode()).as(path).isIn(400, 404);
      assertThat(response.body()).as(path).doesNotContain("Plumbline</title>");
    }
    HttpResponse<String> missing = server.get("/assets/index-old.js");
    assertThat(header(missing, "content-type")).isEqualTo("application/problem+json");
    assertThat(header(missing, "cache-control")).isEqualTo("no-store");
  }

  @Test
  void healthAndReadinessAreTold() throws Exception {
    assertThat(server.json("/healthz").path("status").asString()).isEqualTo("ok");
    assertThat(server.json("/readyz").path("status").asString()).isEqualTo("ready");
  }
}
