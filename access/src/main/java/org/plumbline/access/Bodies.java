package org.plumbline.access;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import org.plumbline.wire.Unreadable;

/** The small bodies of this room's requests. */
final class Bodies {
  private static final int BYTES_MAX = 64 << 10;

  private Bodies() {}

  /** Reads a body as a record. */
  interface Reader<T> {
    T read(byte[] body) throws Unreadable;
  }

  static <T> T read(ServerRequest request, Reader<T> reader) throws Refused {
    return parsed(read(request), reader);
  }

  static <T> T parsed(byte[] body, Reader<T> reader) throws Refused {
    try {
      return reader.read(body);
    } catch (Unreadable e) {
      throw new Refused(Status.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
  }

  static byte[] read(ServerRequest request) throws Refused {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(BYTES_MAX + 1);
      if (body.length > BYTES_MAX) {
        throw new Refused(
            Status.REQUEST_ENTITY_TOO_LARGE_413, "the body is over " + BYTES_MAX + " bytes");
      }
      return body;
    } catch (IOException e) {
      throw new Refused(Status.BAD_REQUEST_400, "the body cannot be read: " + e.getMessage());
    }
  }
}
