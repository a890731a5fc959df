package org.plumbline.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/** Speaks TLS and HTTP/1.1 for a web host (RFC 9112). */
final class WebServer {
  private static final Duration IDLE_MAX = Duration.ofSeconds(10);
  private static final int HEAD_BYTES_MAX = 16 * 1_024;
  private static final int REQUESTS_MAX = 16;

  private final TlsKeys keys;

  WebServer(TlsKeys keys) {
    this.keys = keys;
  }

  /** Serves one connection to its end. */
  void converse(Socket socket, int port, Host.Web host, WorldState world, LabClock clock)
      throws IOException, InterruptedException {
    socket.setSoTimeout((int) IDLE_MAX.toMillis());
    socket.setTcpNoDelay(true);
    if (port == Host.HTTPS_PORT) {
      List<CertificateSpec> certificates = Rightness.certificates(host, world);
      Socket tls = keys.context(certificates).getSocketFactory().createSocket(socket, null, true);
      try (SSLSocket secure = (SSLSocket) tls) {
        secure.startHandshake();
        exchange(secure, host, clock);
      }
    } else {
      exchange(socket, host, clock);
    }
  }

  private static void exchange(Socket socket, Host.Web host, LabClock clock)
      throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    for (int n = 0; n < REQUESTS_MAX; n++) {
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      Host.Page page = Rightness.page(host, header(head, "host"));
      if (page.delay().isPositive()) {
        Thread.sleep(page.delay());
      }
      boolean close = header(head, "connection").equalsIgnoreCase("close");
      boolean bodiless = head.startsWith("HEAD ");
      socket.getOutputStream().write(response(page, close, bodiless, clock.instant()));
      socket.getOutputStream().flush();
      if (close) {
        return;
      }
    }
  }

  private static byte[] response(Host.Page page, boolean close, boolean bodiless, Instant now) {
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(page.status()).append(' ').append(reason(page.status()));
    head.append("\r\nDate: ")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)))
        .append("\r\nServer: lab\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ")
        .append(body.length);
    if (!page.location().isEmpty()) {
      head.append("\r\nLocation: ").append(page.location());
    }
    if (close) {
      head.append("\r\nConnection: close");
    }
    byte[] headBytes = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream(headBytes.length + body.length);
    all.writeBytes(headBytes);
    if (!bodiless) {
      all.writeBytes(body);
    }
    return all.toByteArray();
  }

  private static String reason(int status) {
    return status < 300 ? "OK" : status < 400 ? "Found" : status < 500 ? "Not Found" : "Error";
  }

  /** Request line and header fields; empty when the client has ended. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 2) {
      int next = in.read();
      if (next < 0 || head.size() == HEAD_BYTES_MAX) {
        return "";
      }
      head.write(next);
      ended = next == '\n' ? ended + 1 : next == '\r' ? ended : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static String header(String head, String name) {
    for (String line : head.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }
}
