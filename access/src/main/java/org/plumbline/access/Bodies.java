package org.plumbline.access;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;

/** The small bodies of this room's requests. */
final class Bodies {
  private static final int BYTES_MAX = 64 << 10;

  private Bodies() {}

  static byte[] read(ServerRequest request) throws Denied {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(BYTES_MAX + 1);
      if (body.length > BYTES_MAX) {
        throw new Denied(
            Status.REQUEST_ENTITY_TOO_LARGE_413, "the body is over " + BYTES_MAX + " bytes");
      }
      return body;
    } catch (IOException e) {
      throw new Denied(Status.BAD_REQUEST_400, "the body cannot be read: " + e.getMessage());
    }
  }
}
