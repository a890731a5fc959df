package org.plumbline.collector;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.access.Access;
import org.plumbline.access.Denied;
import org.plumbline.owners.Owners;
import org.plumbline.store.Store;

/** The routes of agents; to be registered at the root. */
public final class CollectorService implements HttpService {
  private final MeasurementsHandler measurements;
  private final AssignmentsHandler assignments;

  /**
   * @param appender started; who made it stops it
   * @param owners of the addresses whose agents did not say; who made it closes it
   */
  public CollectorService(
      Store store, Appender appender, Access access, Owners owners, InstantSource clock) {
    this.measurements = new MeasurementsHandler(store, appender, access, owners, clock);
    this.assignments =
        new AssignmentsHandler(
            store.directory(),
            new Assignments(store.directory(), store.followUps(), clock),
            access,
            store.tokens());
  }

  /**
   * What the server has to be told, so that it does not refuse gzip before this service sees it:
   * {@code WebServer.builder().contentEncoding(it -> it.addContentEncoding(...))}.
   */
  public static ContentEncoding gzipPosts() {
    return new GzipPosts();
  }

  /** One method at one path. */
  private record Route(Method method, String path, Refusing handler) {}

  private List<Route> routes() {
    return List.of(
        new Route(Method.POST, "/v1/measurements", measurements::handle),
        new Route(Method.GET, "/v1/assignments", assignments::handle));
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
    void handle(ServerRequest request, ServerResponse response) throws Exception;
  }

  private static Handler orProblem(Refusing handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (Denied e) {
        new Problem(e.status(), e.detail()).send(response);
      } catch (Refused e) {
        e.problem().send(response);
      } catch (InterruptedException stopping) {
        new Problem(Status.SERVICE_UNAVAILABLE_503, "the server is stopping").send(response);
      }
    };
  }
}
