package org.plumbline.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The routes of a room whose handlers may refuse: what is refused is answered as a problem. */
public final class Routes implements HttpService {
  /** A handler that may refuse. */
  public interface Refusing {
    void handle(ServerRequest request, ServerResponse response)
        throws Refused, InterruptedException;
  }

  /** One method at one path. */
  public record Route(Method method, String path, Refusing handler) {}

  private final List<Route> routes;

  public Routes(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  public void routing(HttpRules rules) {
    routes.forEach(route -> rules.route(route.method(), route.path(), orProblem(route.handler())));
  }

  /** What is served at which path. */
  public Map<String, Set<Method>> methods() {
    return routes.stream()
        .collect(groupingBy(Route::path, mapping(Route::method, toUnmodifiableSet())));
  }

  private static Handler orProblem(Refusing handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (Refused refused) {
        refused.problem().send(response);
      } catch (InterruptedException stopping) {
        new Problem(Status.SERVICE_UNAVAILABLE_503, "the server is stopping").send(response);
      }
    };
  }
}
