package org.plumbline.collector;

import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
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
  public CollectorService(Store store, Appender appender, Owners owners, InstantSource clock) {
    Access access = new Access(store.tokens(), clock);
    this.measurements = new MeasurementsHandler(store, appender, access, owners, clock);
    this.assignments =
        new AssignmentsHandler(
            store.directory(),
            new Assignments(store.directory(), store.followUps(), clock),
            access);
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
    rules
        .post("/v1/measurements", orProblem(measurements::handle))
        .get("/v1/assignments", orProblem(assignments::handle));
  }

  /** A handler that may refuse. */
  private interface Refusing {
    void handle(ServerRequest request, ServerResponse response) throws Exception;
  }

  private static Handler orProblem(Refusing handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (Refused e) {
        e.problem().send(response);
      } catch (InterruptedException stopping) {
        new Problem(Status.SERVICE_UNAVAILABLE_503, "the server is stopping").send(response);
      }
    };
  }
}
