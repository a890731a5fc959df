package org.plumbline.access;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;
import org.plumbline.wire.IssuedToken;
import org.plumbline.wire.Wire;

/** {@code /v1/tokens} and {@code /v1/agents}: what an admin gives and takes away. */
final class TokenRoutes {
  private final Access access;
  private final Tokens tokens;
  private final InstantSource clock;

  TokenRoutes(Access access, Tokens tokens, InstantSource clock) {
    this.access = access;
    this.tokens = tokens;
    this.clock = clock;
  }

  void list(ServerRequest request, ServerResponse response) throws Refused {
    access.admin(request);
    send(response, Wire.write(Issuing.issued(tokens)));
  }

  void make(ServerRequest request, ServerResponse response) throws Refused {
    access.admin(request);
    IssuedToken asked = Bodies.read(request, Wire::readToken);
    Token.Scope scope =
        Stream.of(Token.Scope.values())
            .filter(it -> it.word().equals(asked.scope()))
            .findFirst()
            .orElseThrow(() ->
                new Refused(
                    Status.BAD_REQUEST_400, "scope must be one of enrol, ingest, read, admin"));
    try {
      IssuedToken made = new Issuing(tokens, clock).issue(scope, asked.name());
      response.status(Status.CREATED_201);
      send(response, Wire.write(made));
    } catch (IllegalArgumentException e) {
      throw new Refused(Status.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
  }

  void remove(ServerRequest request, ServerResponse response) throws Refused {
    access.admin(request);
    remove(request.path().pathParameters().get("id"), "token", response);
  }

  /** Agents are the credentials of enrolled vantages. */
  void agents(ServerRequest request, ServerResponse response) throws Refused {
    access.admin(request);
    send(
        response,
        Wire.write(
            Issuing.issued(tokens).stream()
                .filter(token -> token.name().startsWith(Enrolling.PREFIX))
                .toList()));
  }

  void removeAgent(ServerRequest request, ServerResponse response) throws Refused {
    access.admin(request);
    String vantage = request.path().pathParameters().get("id");
    remove(Enrolling.PREFIX + vantage, "agent", response);
  }

  private void remove(String name, String what, ServerResponse response) throws Refused {
    if (!tokens.remove(name)) {
      throw new Refused(Status.NOT_FOUND_404, "there is no " + what + " '" + name + "'");
    }
    Session.end(tokens, name);
    response.status(Status.NO_CONTENT_204).send();
  }

  private static void send(ServerResponse response, byte[] json) {
    response
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(json);
  }
}
