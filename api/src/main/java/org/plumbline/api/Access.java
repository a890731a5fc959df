package org.plumbline.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;

/** Who may read, and under which names the server answers. */
public final class Access {
  private static final String BEARER = "bearer ";

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
   * Whether a request is meant for us: {@code localhost}, a configured name, or the very address
   * that it came to. Any page can make a browser connect to a loopback address under a name of its
   * own (DNS rebinding), but it cannot make the browser hide that name.
   *
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
  void reader(ServerRequest request) throws Refused {
    reader(
        address(request.remotePeer().address()),
        request.headers().first(HeaderNames.AUTHORIZATION).orElse(""));
  }

  void reader(@Nullable InetAddress remote, String authorization) throws Refused {
    if (remote != null && remote.isLoopbackAddress()) {
      return;
    }
    Token token =
        authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
            ? tokens
                .find(Token.sha256(authorization.substring(BEARER.length()).strip()))
                .filter(found -> found.validAt(clock.instant()))
                .orElse(null)
            : null;
    if (token == null) {
      throw new Refused(
          new Problem(Status.UNAUTHORIZED_401, "a valid token is needed as bearer token"));
    }
    switch (token.scope()) {
      case READ, ADMIN -> {}
      case ENROL, INGEST ->
          throw new Refused(
              new Problem(
                  Status.FORBIDDEN_403,
                  "a token of scope " + token.scope().word() + " may not read"));
    }
  }

  static @Nullable InetAddress address(SocketAddress socket) {
    return socket instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }
}
