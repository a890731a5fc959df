package org.plumbline.collector;

import io.helidon.http.Method;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.access.Access;
import org.plumbline.access.Routes;
import org.plumbline.owners.Owners;
import org.plumbline.store.Store;

/** The routes of agents; to be registered at the root. */
public final class CollectorService implements HttpService {
  private final Routes routes;

  /**
   * @param appender started; who made it stops it
   * @param owners of the addresses whose agents did not say; who made it closes it
   */
  public CollectorService(
      Store store, Appender appender, Access access, Owners owners, InstantSource clock) {
    MeasurementsHandler measurements =
        new MeasurementsHandler(store, appender, access, owners, clock);
    AssignmentsHandler assignments =
        new AssignmentsHandler(
            store.directory(),
            new Assignments(store.directory(), store.followUps(), clock),
            access,
            store.tokens());
    routes =
        new Routes(
            List.of(
                new Routes.Route(Method.POST, "/v1/measurements", measurements::handle),
                new Routes.Route(Method.GET, "/v1/assignments", assignments::handle)));
  }

  /**
   * What the server has to be told, so that it does not refuse gzip before this service sees it:
   * {@code WebServer.builder().contentEncoding(it -> it.addContentEncoding(...))}.
   */
  public static ContentEncoding gzipPosts() {
    return new GzipPosts();
  }

  @Override
  public void routing(HttpRules rules) {
    routes.routing(rules);
  }

  /** What is served at which path. */
  public Map<String, Set<Method>> methods() {
    return routes.methods();
  }
}
