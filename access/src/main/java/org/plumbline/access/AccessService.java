package org.plumbline.access;

import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.store.Directory;
import org.plumbline.store.Tokens;

/** The routes by which access is given and taken away; to be registered at the root. */
public final class AccessService implements HttpService {
  private final Routes routes;

  /**
   * @param clock real time: tokens live in it
   * @param version of this server, told to agents
   */
  public AccessService(
      Access access, Tokens tokens, Directory directory, InstantSource clock, String version) {
    Enrolling enrolling = new Enrolling(access, tokens, directory, version);
    TokenRoutes admin = new TokenRoutes(access, tokens, clock);
    Session session = new Session(access, tokens, clock);
    routes =
        new Routes(
            List.of(
                new Routes.Route(Method.POST, "/v1/enrol", enrolling::handle),
                new Routes.Route(Method.GET, "/v1/tokens", admin::list),
                new Routes.Route(Method.POST, "/v1/tokens", admin::make),
                new Routes.Route(Method.DELETE, "/v1/tokens/{id}", admin::remove),
                new Routes.Route(Method.GET, "/v1/agents", admin::agents),
                new Routes.Route(Method.DELETE, "/v1/agents/{id}", admin::removeAgent),
                new Routes.Route(Method.GET, "/v1/sign-in", session::page),
                new Routes.Route(Method.POST, "/v1/sign-in", session::open),
                new Routes.Route(Method.DELETE, "/v1/sign-in", session::close)));
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
