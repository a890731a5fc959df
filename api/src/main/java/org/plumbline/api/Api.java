package org.plumbline.api;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.access.Access;
import org.plumbline.access.Problem;
import org.plumbline.access.Refused;
import org.plumbline.access.SignInPage;
import org.plumbline.store.Incidents;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is read over HTTP: JSON, events, the description of both, and the dashboard. */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private static final String EVENTS = "/v1/events";
  private static final String HEALTH = "/healthz";
  private static final String READINESS = "/readyz";
  private static final String METRICS = "/metrics";
  private static final String DESCRIPTION = "/openapi.yaml";

  private static final List<String> READING = List.of("GET", "HEAD");

  private static final Map<HeaderName, String> SAFETY =
      Map.of(
          HeaderNames.create("Content-Security-Policy"),
          "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
              + " object-src 'none'",
          HeaderNames.create("X-Content-Type-Options"),
          "nosniff",
          HeaderNames.create("Referrer-Policy"),
          "no-referrer",
          HeaderNames.create("Cross-Origin-Resource-Policy"),
          "same-origin");

  private final Store store;
  private final Access access;
  private final Operation operation;
  private final Routes routes;
  private final EventStream events;

  /**
   * @param clock the time in which incidents play: that of the scenario in the lab
   */
  public Api(Store store, Access access, Operation operation, InstantSource clock) {
    this(store, access, operation, clock, EventStream.WRITE_MAX);
  }

  /**
   * @param writeMax how long one event may take to be written to a listener
   */
  Api(Store store, Access access, Operation operation, InstantSource clock, Duration writeMax) {
    this.store = store;
    this.access = access;
    this.operation = operation;
    this.routes = new Routes(store, clock);
    this.events = new EventStream(store.incidents(), routes::status, writeMax);
  }

  /**
   * Adds the routes, and to every answer of the server the headers that keep browsers safe and the
   * refusal of hosts that are not ours. To be called after other rooms have added theirs: what is
   * left over gets the dashboard, a 404, or a 405 where only the method is wrong.
   *
   * @param others what other rooms serve at which path
   */
  public void routing(HttpRouting.Builder routing, Map<String, Set<Method>> others) {
    routing.addFilter(this::guard);
    routes.all().forEach((path, answer) -> read(routing, path, answered(answer)));
    read(routing, EVENTS, this::permit, events);
    read(routing, DESCRIPTION, this::permit, described());
    read(routing, HEALTH, sent("ok"));
    read(routing, READINESS, this::permit, answered(_ -> ready()));
    read(routing, METRICS, answered(Exposition.TYPE, _ -> metrics()));
    allowed(others)
        .forEach((path, methods) -> routing.any(path, this::permit, notAllowed(methods)));
    routing
        .any("/v1/*", this::notFound)
        .any(this::permit, Assets.caching())
        .register("/", Assets.files())
        .any(this::leftOver);
  }

  private static void read(HttpRouting.Builder routing, String path, Handler... handlers) {
    routing.get(path, handlers).head(path, handlers);
  }

  /** What is served at which path; HEAD, which goes with every GET, is not named. */
  public Map<String, Set<Method>> methods() {
    Map<String, Set<Method>> methods = new TreeMap<>();
    routes.all().keySet().forEach(path -> methods.put(path, Set.of(Method.GET)));
    for (String path : List.of(EVENTS, HEALTH, READINESS, METRICS, DESCRIPTION)) {
      methods.put(path, Set.of(Method.GET));
    }
    return methods;
  }

  /** What may be done at which path, by us and by others. */
  private Map<String, Set<String>> allowed(Map<String, Set<Method>> others) {
    Map<String, Set<String>> allowed = new TreeMap<>();
    methods().keySet().forEach(path -> allowed.put(path, new TreeSet<>(READING)));
    others.forEach((path, methods) -> {
      Set<String> here = allowed.computeIfAbsent(path, _ -> new TreeSet<>());
      methods.forEach(method -> here.add(method.text()));
    });
    return allowed;
  }

  int listeners() {
    return events.listeners();
  }

  private void guard(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    SAFETY.forEach(response::header);
    if (access.meantForUs(request)) {
      chain.proceed();
      return;
    }
    Content.send(
        request,
        response,
        new Problem(
            Status.create(421, "Misdirected Request"),
            "this server is not known as '" + request.authority() + "'"));
  }

  private void permit(ServerRequest request, ServerResponse response) {
    try {
      access.reader(request);
      response.next();
    } catch (Refused refused) {
      if (SignInPage.isWanted(request)) {
        SignInPage.sendInstead(response);
      } else {
        Content.send(request, response, refused.problem());
      }
    }
  }

  /** Answers a request that may read; what goes wrong with us is a problem too, and in our log. */
  private Handler answered(Routes.Answer answer) {
    return answered("application/json", answer);
  }

  private Handler answered(String type, Routes.Answer answer) {
    return (request, response) -> {
      byte[] body;
      try {
        access.reader(request);
        body = answer.to(new Query(request));
      } catch (Refused refused) {
        Content.send(request, response, refused.problem());
        return;
      } catch (StoreException e) {
        LOG.error("the store does not answer {}", request.path().path(), e);
        Content.send(
            request,
            response,
            new Problem(Status.SERVICE_UNAVAILABLE_503, "the store does not answer"));
        return;
      } catch (RuntimeException e) {
        LOG.error("{} cannot be answered", request.path().path(), e);
        Content.send(
            request,
            response,
            new Problem(Status.INTERNAL_SERVER_ERROR_500, "a fault of this server"));
        return;
      }
      response.header(HeaderNames.CONTENT_TYPE, type);
      response.header(HeaderNames.CACHE_CONTROL, "no-store");
      Content.send(request, response, body);
    };
  }

  private static byte[] status(String word) {
    return Json.object(json -> json.writeStringProperty("status", word));
  }

  private static Handler sent(String word) {
    return (request, response) -> {
      response.headers().contentType(MediaTypes.APPLICATION_JSON);
      Content.send(request, response, status(word));
    };
  }

  /**
   * Ready is who can reach the store, takes facts in, and has judged what it found at its start.
   */
  private byte[] ready() throws Refused {
    store.incidents().find(Incidents.Filter.ALL, Incidents.NEWEST, 1);
    Optional<String> hindrance = operation.hindrance();
    if (hindrance.isPresent()) {
      throw new Refused(Status.SERVICE_UNAVAILABLE_503, hindrance.get());
    }
    return status("ready");
  }

  private byte[] metrics() {
    return Metrics.of(store, routes.standing(), operation);
  }

  private static Handler described() {
    byte[] description;
    try (InputStream in = Api.class.getResourceAsStream("openapi.yaml")) {
      description = Objects.requireNonNull(in, "openapi.yaml").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (request, response) -> {
      response.headers().contentType(MediaTypes.create("application/yaml"));
      Content.send(request, response, description);
    };
  }

  /** A method that is not served where another is (RFC 9110, section 15.5.6). */
  private static Handler notAllowed(Collection<String> methods) {
    String allowed = String.join(", ", methods);
    return (request, response) -> {
      response.header(HeaderNames.ALLOW, allowed);
      Content.send(
          request,
          response,
          new Problem(
              Status.METHOD_NOT_ALLOWED_405,
              request.prologue().method().text()
                  + " is not served at "
                  + request.path().path()
                  + ", only "
                  + allowed));
    };
  }

  /** What is no file of the dashboard, or is to be written to. */
  private void leftOver(ServerRequest request, ServerResponse response) throws Exception {
    if (READING.contains(request.prologue().method().text())) {
      notFound(request, response);
    } else {
      notAllowed(READING).handle(request, response);
    }
  }

  private void notFound(ServerRequest request, ServerResponse response) {
    Content.send(
        request,
        response,
        new Problem(Status.NOT_FOUND_404, "there is nothing at " + request.path().path()));
  }
}
