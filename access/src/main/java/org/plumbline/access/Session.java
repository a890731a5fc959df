package org.plumbline.access;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;
import org.plumbline.wire.Wire;

/**
 * {@code /v1/sign-in}: exchanges a token for the session of a browser. A session is a token of its
 * own, kept in a cookie that no script can read and no other site can send; it ends after twelve
 * hours, or with the token that it was made of.
 */
final class Session {
  static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  private static final String COOKIE = "plumbline";
  private static final Duration LENGTH = Duration.ofHours(12);

  /** Begins the names of sessions: people's tokens have no colon. */
  private static final String PREFIX = "session:";

  private static final int UNIQUE_DIGITS = 12;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Access access;
  private final Tokens tokens;
  private final InstantSource clock;

  Session(Access access, Tokens tokens, InstantSource clock) {
    this.access = access;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The secret of the session that a request belongs to. */
  static Optional<String> secret(ServerRequest request) {
    return request.headers().cookies().first(COOKIE).asOptional();
  }

  /** Ends the sessions that were made of a token. */
  static void end(Tokens tokens, String name) {
    tokens.all().stream()
        .map(Token::name)
        .filter(it -> it.startsWith(PREFIX + name + ":"))
        .forEach(tokens::remove);
  }

  void page(ServerRequest request, ServerResponse response) {
    SignInPage.send(response, Status.OK_200, false);
  }

  void open(ServerRequest request, ServerResponse response) throws Refused {
    boolean form = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("").startsWith(FORM);
    String body = new String(Bodies.read(request), StandardCharsets.UTF_8);
    Optional<Token> token =
        access
            .valid(form ? field(body) : json(body))
            .filter(it -> it.scope() == Token.Scope.READ || it.scope() == Token.Scope.ADMIN);
    if (token.isEmpty()) {
      if (form) {
        SignInPage.send(response, Status.UNAUTHORIZED_401, true);
        return;
      }
      throw new Refused(
          Status.UNAUTHORIZED_401, "signing in needs a valid token of scope read or admin");
    }
    response.headers().addCookie(cookie(begun(token.get()), LENGTH));
    if (form) {
      response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, "/");
    } else {
      response.status(Status.NO_CONTENT_204);
    }
    response.header(HeaderNames.CACHE_CONTROL, "no-store").send();
  }

  private String begun(Token token) {
    String secret = Token.newSecret();
    String unique = Token.newSecret().substring(0, UNIQUE_DIGITS);
    String parent = token.name().startsWith(PREFIX) ? "again" : token.name();
    tokens.put(
        new Token(
            PREFIX + parent + ":" + unique,
            Token.sha256(secret),
            token.scope(),
            null,
            clock.instant().plus(LENGTH)));
    return secret;
  }

  void close(ServerRequest request, ServerResponse response) {
    secret(request).flatMap(access::valid).ifPresent(session -> tokens.remove(session.name()));
    response.headers().addCookie(cookie("", Duration.ZERO));
    response.status(Status.NO_CONTENT_204).send();
  }

  private static SetCookie cookie(String secret, Duration age) {
    return SetCookie.builder(COOKIE, secret)
        .httpOnly(true)
        .sameSite(SetCookie.SameSite.STRICT)
        .path("/")
        .maxAge(age)
        .build();
  }

  private static String field(String form) {
    for (String part : form.split("&", -1)) {
      if (part.startsWith("token=")) {
        return URLDecoder.decode(part.substring("token=".length()), StandardCharsets.UTF_8).strip();
      }
    }
    return "";
  }

  private static String json(String body) throws Refused {
    String secret = Bodies.parsed(body.getBytes(StandardCharsets.UTF_8), Wire::readToken).secret();
    return secret == null ? "" : secret;
  }
}
