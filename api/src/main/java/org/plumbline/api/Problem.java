package org.plumbline.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not served, as problem details (RFC 9457).
 *
 * @param parameter of the request that is wrong, where one is
 * @param rule that it breaks
 */
record Problem(Status status, String detail, @Nullable String parameter, @Nullable String rule) {
  Problem(Status status, String detail) {
    this(status, detail, null, null);
  }

  static Problem unknown(String what, String id) {
    return new Problem(Status.NOT_FOUND_404, "there is no " + what + " '" + id + "'");
  }

  void send(ServerRequest request, ServerResponse response) {
    byte[] body =
        Json.object(json -> {
          json.writeStringProperty("type", "about:blank");
          json.writeStringProperty("title", status.reasonPhrase());
          json.writeNumberProperty("status", status.code());
          json.writeStringProperty("detail", detail);
          if (parameter != null) {
            json.writeStringProperty("parameter", parameter);
          }
          if (rule != null) {
            json.writeStringProperty("rule", rule);
          }
        });
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    if (status.code() == Status.UNAUTHORIZED_401_CODE) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    Content.send(request, response, body);
  }
}
