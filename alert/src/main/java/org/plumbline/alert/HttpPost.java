package org.plumbline.alert;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.net.Deadline;
import org.plumbline.net.Timed;

/**
 * One POST on a connection of its own (HTTP/1.1, RFC 9112). The JDK's client cannot be told which
 * address to connect to. Of the answer only the head is read: nothing in its body matters to us.
 */
final class HttpPost {
  private static final int HEAD_BYTES_MAX = 16 << 10;
  private static final int INTERIM_ANSWERS_MAX = 4;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

  /** The head of an answer, as far as it says something to us. */
  record Reply(int status, @Nullable String retryAfter) {}

  private final InputStream in;
  private int headBytes;

  private HttpPost(InputStream in) {
    this.in = in;
  }

  /**
   * Posts a body.
   *
   * @param headers beside those that every post has; names and values are ours
   * @throws IOException when the answer does not come by the deadline, or is no HTTP
   */
  static Reply send(
      Socket socket, URI url, Map<String, String> headers, byte[] body, Deadline deadline)
      throws IOException {
    StringBuilder head = new StringBuilder();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    head.append("POST ").append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: close\r\n\r\n");
    OutputStream out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    return new HttpPost(new BufferedInputStream(new Timed(socket, deadline))).reply();
  }

  private Reply reply() throws IOException {
    for (int i = 0; i < INTERIM_ANSWERS_MAX; i++) {
      Reply reply = head();
      if (reply.status() >= 200) {
        return reply;
      }
    }
    throw new IOException("answered with interim answers only");
  }

  private Reply head() throws IOException {
    Matcher status = STATUS_LINE.matcher(line());
    if (!status.matches()) {
      throw new IOException("answered with something that is no HTTP");
    }
    String retryAfter = null;
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals("retry-after")) {
        retryAfter = line.substring(colon + 1).strip();
      }
    }
    return new Reply(Integer.parseInt(status.group(1)), retryAfter);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("closed the connection before it had answered");
      }
      headBytes++;
      if (headBytes > HEAD_BYTES_MAX) {
        throw new IOException("answered with a head of more than " + HEAD_BYTES_MAX + " bytes");
      }
      line.append((char) octet);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
