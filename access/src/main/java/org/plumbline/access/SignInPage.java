package org.plumbline.access;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What a browser gets in place of the dashboard while nobody has signed in. */
public final class SignInPage {
  private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");

  private static final String POLICY_OF_FORM =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final String PAGE = resource();

  private SignInPage() {}

  private static String resource() {
    try (InputStream in = SignInPage.class.getResourceAsStream("sign-in.html")) {
      return new String(
          Objects.requireNonNull(in, "sign-in.html").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a person's browser asks for a page, and not a program for facts. */
  public static boolean isWanted(ServerRequest request) {
    return request.prologue().method().text().equals("GET")
        && !request.path().path().startsWith("/v1/")
        && request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
  }

  /** In place of what was asked for. */
  public static void sendInstead(ServerResponse response) {
    send(response, Status.UNAUTHORIZED_401, false);
  }

  static void send(ServerResponse response, Status status, boolean refused) {
    response
        .status(status)
        .header(POLICY, POLICY_OF_FORM)
        .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(
            PAGE.replace(
                    "<!-- refused -->",
                    refused
                        ? "<p role=\"alert\">This is no valid token of scope read or admin.</p>"
                        : "")
                .getBytes(StandardCharsets.UTF_8));
  }
}
