package org.plumbline.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as {@code /v1/tokens} tells of it.
 *
 * @param scope enrol, ingest, read or admin
 * @param vantage the only one that it may report for
 * @param expires absent: never
 * @param secret told once, when the token is made; never printed
 */
public record IssuedToken(
    String name,
    String scope,
    @Nullable String vantage,
    @Nullable Instant expires,
    @Nullable String secret) {
  @Override
  public String toString() {
    return "IssuedToken[" + name + ", " + scope + "]";
  }

  /** What one asks for: name and scope alone may be said; either may be empty. */
  static IssuedToken read(JsonIn in) throws Unreadable {
    String tokenName = "";
    String scope = "";
    String vantage = null;
    Instant expires = null;
    String secret = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "name" -> tokenName = in.text();
        case "scope" -> scope = in.text();
        case "vantage" -> vantage = in.text();
        case "expires" -> expires = in.instant();
        case "token" -> secret = in.text();
        default -> in.skip();
      }
    }
    return new IssuedToken(tokenName, scope, vantage, expires, secret);
  }

  static void write(JsonOut out, IssuedToken token) {
    out.text("name", token.name)
        .text("scope", token.scope)
        .text("vantage", token.vantage)
        .instant("expires", token.expires)
        .text("token", token.secret);
  }
}
