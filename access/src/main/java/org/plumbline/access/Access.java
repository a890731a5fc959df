package org.plumbline.access;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;

/** Who asks, what they may do, and under which names the server answers. */
public final class Access {
  private static final String BEARER = "bearer ";
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

  private final Tokens tokens;
  private final InstantSource clock;
  private final Set<String> hosts;

  /**
   * @param clock real time, also where the incidents play at another: tokens live in it
   * @param hosts names of this server beside {@code localhost}, as browsers write them
   */
  public Access(Tokens tokens, InstantSource clock, Set<String> hosts) {
    this.tokens = tokens;
    this.clock = clock;
    this.hosts =
        hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /**
   * Whether a request is meant for us: its host is {@code localhost}, a configured name, or the
   * very address that it came to. Any page can make a browser connect to a loopback address under a
   * name of its own (DNS rebinding), but it cannot make the browser hide that name. It has no token
   * either: who shows a valid one, such as an agent that knows us by a name, may use any.
   */
  public boolean meantForUs(ServerRequest request) {
    return ours(request.authority(), address(request.localPeer().address()))
        || bearer(request).flatMap(this::valid).isPresent();
  }

  /**
   * @param authority of the request, {@code host[:port]}
   */
  boolean ours(String authority, @Nullable InetAddress local) {
    String host = host(authority);
    if (host.equals("localhost") || hosts.contains(host)) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).equals(local);
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private static String host(String authority) {
    String host = authority.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? "" : host.substring(1, end);
    }
    int port = host.indexOf(':');
    return port < 0 ? host : host.substring(0, port);
  }

  /**
   * Lets those pass who may read.
   *
   * @throws Refused when the request comes from elsewhere than loopback, without a token for it
   */
  public void reader(ServerRequest request) throws Refused {
    reader(address(request.remotePeer().address()), secret(request));
  }

  void reader(@Nullable InetAddress remote, Optional<String> secret) throws Refused {
    if (remote != null && remote.isLoopbackAddress()) {
      return;
    }
    Token token = secret.flatMap(this::valid).orElseThrow(Access::unknown);
    switch (token.scope()) {
      case READ, ADMIN -> {}
      case ENROL, INGEST -> throw outOfScope(token, "read");
    }
  }

  /**
   * The token of one who may report facts.
   *
   * @throws Refused when there is none
   */
  public Token reporter(ServerRequest request) throws Refused {
    Token token = secret(request).flatMap(this::valid).orElseThrow(Access::unknown);
    requireSameOrigin(request);
    return switch (token.scope()) {
      case INGEST, ADMIN -> token;
      case ENROL, READ -> throw outOfScope(token, "report");
    };
  }

  /**
   * Lets those pass who may change what this server does, also on loopback, which any web page can
   * reach.
   *
   * @throws Refused when the request has no token of scope {@code admin}, or comes from another
   *     page
   */
  public void admin(ServerRequest request) throws Refused {
    Token token = secret(request).flatMap(this::valid).orElseThrow(Access::unknown);
    requireSameOrigin(request);
    switch (token.scope()) {
      case ADMIN -> {}
      case ENROL, INGEST, READ -> throw outOfScope(token, "do this");
    }
  }

  /** The token of a secret, when it stands and has not expired. */
  Optional<Token> valid(String secret) {
    return tokens.find(Token.sha256(secret)).filter(found -> found.validAt(clock.instant()));
  }

  /** A session changes things only from our own pages; a bearer token is no browser's. */
  private static void requireSameOrigin(ServerRequest request) throws Refused {
    if (bearer(request).isPresent() || SAFE_METHODS.contains(request.prologue().method().text())) {
      return;
    }
    String site = request.headers().first(Session.FETCH_SITE).orElse("");
    String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
    boolean own =
        site.isEmpty() ? origin.endsWith("://" + request.authority()) : site.equals("same-origin");
    if (!own) {
      throw new Refused(Status.FORBIDDEN_403, "a session is good for this server's own pages only");
    }
  }

  private static Optional<String> secret(ServerRequest request) {
    return bearer(request).or(() -> Session.secret(request));
  }

  private static Optional<String> bearer(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private static Refused unknown() {
    return new Refused(Status.UNAUTHORIZED_401, "a valid token is needed as bearer token");
  }

  private static Refused outOfScope(Token token, String deed) {
    return new Refused(
        Status.FORBIDDEN_403, "a token of scope " + token.scope().word() + " may not " + deed);
  }

  private static @Nullable InetAddress address(SocketAddress socket) {
    return socket instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }
}
