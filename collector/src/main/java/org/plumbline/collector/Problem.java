package org.plumbline.collector;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Why a request is not served, as problem details (RFC 9457).
 *
 * @param retryAfter when it may be tried again; absent: not as it is
 */
record Problem(Status status, String detail, @Nullable Duration retryAfter) {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  Problem(Status status, String detail) {
    this(status, detail, null);
  }

  void send(ServerResponse response) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
      json.writeStartObject();
      json.writeStringProperty("type", "about:blank");
      json.writeStringProperty("title", status.reasonPhrase());
      json.writeNumberProperty("status", status.code());
      json.writeStringProperty("detail", detail);
      json.writeEndObject();
    }
    response.status(status).header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    if (retryAfter != null) {
      response.header(HeaderNames.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
    if (status.code() == Status.UNAUTHORIZED_401_CODE) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    response.send(body.toByteArray());
  }
}
