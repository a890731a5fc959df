package org.plumbline.collector;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;

/** Who asks, by bearer token (RFC 6750, section 2.1). */
final class Access {
  private static final String BEARER = "bearer ";

  private final Tokens tokens;
  private final InstantSource clock;

  Access(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** One who may report facts. */
  Reporter reporter(ServerRequest request) throws Refused {
    Token token =
        secret(request)
            .flatMap(secret -> tokens.find(Token.sha256(secret)))
            .filter(found -> found.validAt(clock.instant()))
            .orElseThrow(() ->
                new Refused(
                    new Problem(
                        Status.UNAUTHORIZED_401, "a valid token is needed as bearer token")));
    return switch (token.scope()) {
      case INGEST, ADMIN -> new Reporter(token, tokens);
      case ENROL, READ ->
          throw new Refused(
              new Problem(
                  Status.FORBIDDEN_403,
                  "a token of scope " + token.scope().word() + " may not report"));
    };
  }

  private static Optional<String> secret(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }
}
