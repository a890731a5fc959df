package org.plumbline.access;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Why a request is not served, as problem details (RFC 9457).
 *
 * @param members of its own, in the order in which they are written
 * @param retryAfter when it may be tried again; absent: not as it is
 */
public record Problem(
    Status status, String detail, Map<String, String> members, @Nullable Duration retryAfter) {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public Problem(Status status, String detail) {
    this(status, detail, Map.of(), null);
  }

  public Problem(Status status, String detail, Duration retryAfter) {
    this(status, detail, Map.of(), retryAfter);
  }

  public void send(ServerResponse response) {
    response.send(begin(response));
  }

  /** Sets status and headers of an answer; its content, still to be sent, is returned. */
  public byte[] begin(ServerResponse response) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    if (retryAfter != null) {
      response.header(HeaderNames.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
    if (status.code() == Status.UNAUTHORIZED_401_CODE) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    return json();
  }

  private byte[] json() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
      json.writeStartObject();
      json.writeStringProperty("type", "about:blank");
      json.writeStringProperty("title", status.reasonPhrase());
      json.writeNumberProperty("status", status.code());
      json.writeStringProperty("detail", detail);
      members.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return body.toByteArray();
  }
}
