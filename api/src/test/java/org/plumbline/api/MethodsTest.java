package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MethodsTest {
  private final Running server =
      new Running(
          Duration.ofSeconds(10),
          Map.of("/v1/measurements", Set.of(Method.POST), "/v1/doors", Set.of(Method.PUT)));

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return server.send(server.request(path).method(method, BodyPublishers.noBody()));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static void assertNotAllowed(HttpResponse<String> response, String allowed) {
    assertThat(response.statusCode()).as(response.uri().getPath()).isEqualTo(405);
    assertThat(header(response, "allow")).as(response.uri().getPath()).isEqualTo(allowed);
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
    assertThat(Running.parse(response.body()).path("status").asInt()).isEqualTo(405);
  }

  @Test
  void anotherMethodIsToldWhichOnesAreServed() throws Exception {
    for (String path : server.api.methods().keySet()) {
      String allowed = path.equals("/v1/measurements") ? "GET, HEAD, POST" : "GET, HEAD";
      assertNotAllowed(send("DELETE", path.replace("{id}", "some")), allowed);
    }
    assertNotAllowed(send("POST", "/"), "GET, HEAD");
    assertNotAllowed(send("GET", "/v1/doors"), "PUT");
    assertThat(send("POST", "/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void headIsAnsweredAsGetWithoutTheContent() throws Exception {
    List<String> paths = new ArrayList<>(server.api.methods().keySet());
    paths.remove("/v1/events");
    paths.addAll(List.of("/", "/v1/nothing"));
    for (String path : paths) {
      String some = path.replace("{id}", "some");
      HttpResponse<String> get = server.get(some);
      HttpResponse<String> head = send("HEAD", some);
      assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
      assertThat(head.body()).as(path).isEmpty();
      for (String name : List.of("content-type", "content-length", "cache-control")) {
        assertThat(header(head, name)).as(path).isEqualTo(header(get, name));
      }
    }
  }

  @Test
  void headOfTheEventsIsNoListener() throws Exception {
    HttpResponse<String> head = send("HEAD", "/v1/events");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "content-type")).startsWith("text/event-stream");
    assertThat(server.api.listeners()).isZero();
  }
}
