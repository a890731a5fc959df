package org.plumbline.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.store.Directory;
import org.plumbline.store.Tokens;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The routes by which access is given and taken away; to be registered at the root. */
public final class AccessService implements HttpService {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Enrolling enrolling;
  private final TokenRoutes tokens;
  private final Session session;

  /**
   * @param clock real time: tokens live in it
   * @param version of this server, told to agents
   */
  public AccessService(
      Access access, Tokens tokens, Directory directory, InstantSource clock, String version) {
    this.enrolling = new Enrolling(access, tokens, directory, version);
    this.tokens = new TokenRoutes(access, tokens, clock);
    this.session = new Session(access, tokens, clock);
  }

  /** One method at one path. */
  private record Route(Method method, String path, Refusing handler) {}

  private List<Route> routes() {
    return List.of(
        new Route(Method.POST, "/v1/enrol", enrolling::handle),
        new Route(Method.GET, "/v1/tokens", tokens::list),
        new Route(Method.POST, "/v1/tokens", tokens::make),
        new Route(Method.DELETE, "/v1/tokens/{id}", tokens::remove),
        new Route(Method.GET, "/v1/agents", tokens::agents),
        new Route(Method.DELETE, "/v1/agents/{id}", tokens::removeAgent),
        new Route(Method.GET, "/v1/sign-in", session::page),
        new Route(Method.POST, "/v1/sign-in", session::open),
        new Route(Method.DELETE, "/v1/sign-in", session::close));
  }

  @Override
  public void routing(HttpRules rules) {
    routes()
        .forEach(route -> rules.route(route.method(), route.path(), orProblem(route.handler())));
  }

  /** What is served at which path. */
  public Map<String, Set<Method>> methods() {
    return routes().stream()
        .collect(groupingBy(Route::path, mapping(Route::method, toUnmodifiableSet())));
  }

  /** A handler that may refuse. */
  private interface Refusing {
    void handle(ServerRequest request, ServerResponse response) throws Denied;
  }

  private static Handler orProblem(Refusing handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (Denied denied) {
        send(denied, response);
      }
    };
  }

  /** As problem details (RFC 9457). */
  private static void send(Denied denied, ServerResponse response) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
      json.writeStartObject();
      json.writeStringProperty("type", "about:blank");
      json.writeStringProperty("title", denied.status().reasonPhrase());
      json.writeNumberProperty("status", denied.status().code());
      json.writeStringProperty("detail", denied.detail());
      json.writeEndObject();
    }
    response
        .status(denied.status())
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    if (denied.status().code() == Status.UNAUTHORIZED_401_CODE) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    response.send(body.toByteArray());
  }
}
