package org.plumbline.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;
import org.plumbline.net.Deadline;
import org.plumbline.net.Stopwatch;
import org.plumbline.net.Timed;

/** One GET over HTTP/1.1 on a connection that stands (RFC 9112), timed phase by phase. */
final class HttpExchange {
  /** Start line and fields of one response. */
  private static final int HEAD_BYTES_MAX = 64 * 1_024;

  private static final int FIELDS_MAX = 200;
  private static final int INTERIM_MAX = 20;

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  record Field(String name, String value) {}

  private final Stopwatch watch = Stopwatch.start();
  private final List<Field> fields = new ArrayList<>();
  private Body body = Body.EMPTY;
  private @Nullable Integer status;
  private @Nullable Duration firstByte;
  private @Nullable IOException error;
  private Duration elapsed = Duration.ZERO;
  private int headBytes;

  private HttpExchange() {}

  /** Asks, and reads the answer as far as it comes: an error is kept with what came before it. */
  static HttpExchange get(
      Socket socket, Target target, String userAgent, String cookies, Deadline deadline) {
    HttpExchange exchange = new HttpExchange();
    try {
      socket.getOutputStream().write(request(target, userAgent, cookies));
      socket.getOutputStream().flush();
      exchange.read(new BufferedInputStream(new Timed(socket, deadline)));
    } catch (IOException e) {
      exchange.error = e;
    }
    exchange.elapsed = exchange.watch.elapsed();
    return exchange;
  }

  private static byte[] request(Target target, String userAgent, String cookies) {
    String cookie = cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n";
    String text =
        "GET "
            + target.path()
            + " HTTP/1.1\r\n"
            + "Host: "
            + target.authority()
            + "\r\n"
            + "User-Agent: "
            + userAgent
            + "\r\n"
            + "Accept: */*\r\n"
            + "Accept-Encoding: gzip\r\n"
            + cookie
            + "Connection: close\r\n\r\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void read(InputStream in) throws IOException {
    for (int interim = 0; interim <= INTERIM_MAX; interim++) {
      fields.clear();
      int code = statusLine(in);
      fields(in);
      if (code >= 200) {
        status = code;
        body = Body.read(in, code, this);
        if (body.error() != null) {
          throw body.error();
        }
        return;
      }
    }
    throw new HttpFault(Code.MALFORMED, "more than " + INTERIM_MAX + " interim responses");
  }

  private int statusLine(InputStream in) throws IOException {
    String line = line(in);
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new HttpFault(Code.MALFORMED, "not a status line: " + start(line));
    }
    return Integer.parseInt(matcher.group(1));
  }

  private void fields(InputStream in) throws IOException {
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new HttpFault(Code.MALFORMED, "not a header field: " + start(line));
      }
      if (fields.size() >= FIELDS_MAX) {
        throw new HttpFault(Code.TOO_LARGE, "more than " + FIELDS_MAX + " header fields");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      fields.add(new Field(name, line.substring(colon + 1).strip()));
    }
  }

  /** One line without its end; the head as a whole is bounded. */
  private String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException(
            firstByte == null ? "connection closed without an answer" : "closed within the head");
      }
      if (firstByte == null) {
        firstByte = watch.elapsed();
      }
      if (++headBytes > HEAD_BYTES_MAX) {
        throw new HttpFault(Code.TOO_LARGE, "head of more than " + HEAD_BYTES_MAX + " bytes");
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String start(String line) {
    return line.substring(0, Math.min(line.length(), 80));
  }

  Optional<String> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).findFirst();
  }

  List<String> fields(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  Body body() {
    return body;
  }

  @Nullable Integer status() {
    return status;
  }

  @Nullable Duration firstByte() {
    return firstByte;
  }

  @Nullable IOException error() {
    return error;
  }

  Duration elapsed() {
    return elapsed;
  }
}
