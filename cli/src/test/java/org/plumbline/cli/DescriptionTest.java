package org.plumbline.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.access.Access;
import org.plumbline.access.AccessService;
import org.plumbline.api.Api;
import org.plumbline.api.Exposition;
import org.plumbline.api.Operation;
import org.plumbline.collector.Appender;
import org.plumbline.collector.CollectorService;
import org.plumbline.owners.Owners;
import org.plumbline.store.MemoryStore;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the whole server: what agents use and what is read. */
@Timeout(60)
class DescriptionTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private final MemoryStore store = new MemoryStore(InstantSource.system());

  private static Map<String, Set<String>> described(String yaml) {
    Map<?, ?> document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Map<String, Set<String>> described = new TreeMap<>();
    ((Map<?, ?>) requireNonNull(document.get("paths")))
        .forEach((path, operations) -> {
          Set<String> here = described.computeIfAbsent((String) path, _ -> new TreeSet<>());
          ((Map<?, ?>) operations)
              .keySet().stream()
                  .map(String.class::cast)
                  .filter(METHODS::contains)
                  .forEach(method -> here.add(method.toUpperCase(Locale.ROOT)));
        });
    return described;
  }

  private Map<String, Set<String>> served() {
    InstantSource clock = InstantSource.system();
    Access access = new Access(store.tokens(), clock, Set.of());
    Api api =
        new Api(
            store,
            access,
            new Operation() {
              @Override
              public Optional<String> hindrance() {
                return Optional.empty();
              }

              @Override
              public void expose(Exposition metrics) {}
            },
            clock);
    CollectorService collector =
        new CollectorService(store, new Appender(store.log()), access, Owners.NONE, clock);
    AccessService doors =
        new AccessService(access, store.tokens(), store.directory(), clock, "test");
    Map<String, Set<String>> served = new TreeMap<>();
    for (Map<String, Set<Method>> room :
        List.of(api.methods(), collector.methods(), doors.methods())) {
      room.forEach((path, methods) ->
          methods.forEach(
              method -> served.computeIfAbsent(path, _ -> new TreeSet<>()).add(method.text())));
    }
    return served;
  }

  @Test
  void everyRouteIsDescribedAndTheReverse() throws Exception {
    try (Server server =
            Server.open(
                store,
                Owners.NONE,
                InstantSource.system(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        HttpClient client = HttpClient.newHttpClient()) {
      Map<String, Set<String>> described =
          described(send(client, server, "GET", "/openapi.yaml").body());

      assertThat(described).isEqualTo(served());
      for (Map.Entry<String, Set<String>> path : described.entrySet()) {
        HttpResponse<String> refused =
            send(client, server, "PATCH", path.getKey().replace("{id}", "some"));
        assertThat(refused.statusCode()).as(path.getKey()).isEqualTo(405);
        Set<String> allowed =
            new TreeSet<>(
                List.of(refused.headers().firstValue("allow").orElse("").split(", ", -1)));
        allowed.remove("HEAD");
        assertThat(allowed).as(path.getKey()).isEqualTo(path.getValue());
      }
    }
  }

  private static HttpResponse<String> send(
      HttpClient client, Server server, String method, String path) throws Exception {
    URI uri = URI.create(server.address() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
