package org.plumbline.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Outcome;
import org.plumbline.net.AddressRefused;

/**
 * What an error of the platform means in the failure vocabulary. Java has no error numbers here:
 * beyond a few classes there is only text, which differs by system and library, so every phrase
 * that is read stands in the table test. The DNS layer's part is {@link
 * org.plumbline.dns.DnsFailure}, because the walk needs it too.
 */
final class Classifier {
  private static final int RAW_CHARS_MAX = 300;

  /** BoringSSL's reason for a received alert is 1000 plus the alert's number (RFC 8446). */
  private static final int ALERTS_FROM = 1_000;

  private static final int ALERTS_TO = 1_255;
  private static final int REASON_MASK = 0xfff;

  private static final Pattern BORING =
      Pattern.compile("error:([0-9a-f]{8}):SSL routines:[^:]*:([A-Z0-9_]+)");

  private static final Pattern JDK_ALERT = Pattern.compile("Received fatal alert: ([a-z0-9_]+)");

  private Classifier() {}

  /**
   * A connection that was not made.
   *
   * @param routable whether this machine has a route to the address: without one nothing was sent
   */
  static Outcome tcp(IOException error, boolean routable) {
    String text = text(error);
    if (error instanceof AddressRefused) {
      return new Outcome.Inconclusive(text);
    }
    if (error instanceof SocketTimeoutException) {
      return failed(Layer.TCP, Code.TIMEOUT, text);
    }
    if (unreachable(error)) {
      return routable
          ? failed(Layer.IP, Code.UNREACHABLE, text)
          : new Outcome.Inconclusive("no route from here: " + text);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("not permitted")
        || lower.contains("permission denied")
        || lower.contains("prohibited")) {
      return failed(Layer.IP, Code.PROHIBITED, text);
    }
    if (lower.contains("timed out")) {
      return failed(Layer.TCP, Code.TIMEOUT, text);
    }
    if (reset(lower)) {
      return failed(Layer.TCP, Code.RESET, text);
    }
    if (lower.contains("too many open files") || lower.contains("cannot assign requested")) {
      return new Outcome.Inconclusive("no socket to be had: " + text);
    }
    return error instanceof ConnectException || lower.contains("refused")
        ? failed(Layer.TCP, Code.REFUSED, text)
        : failed(Layer.TCP, Code.OTHER, text);
  }

  /** Whether the network itself said that there is no way. */
  static boolean unreachable(IOException error) {
    String lower = text(error).toLowerCase(Locale.ROOT);
    return error instanceof NoRouteToHostException
        || lower.contains("unreachable")
        || lower.contains("no route to host");
  }

  /** A handshake that did not finish. */
  static Outcome tls(IOException error) {
    String text = text(error);
    String lower = text.toLowerCase(Locale.ROOT);
    if (error instanceof SocketTimeoutException || lower.contains("timed out")) {
      return failed(Layer.TLS, Code.TIMEOUT, text);
    }
    if (reset(lower) || error instanceof EOFException || closed(lower)) {
      return failed(Layer.TLS, Code.RESET, text);
    }
    String reason = reason(text);
    boolean version =
        lower.contains("protocol_version")
            || lower.contains("unsupported_protocol")
            || lower.contains("is not enabled or supported");
    if (version) {
      return failed(Layer.TLS, Code.PROTOCOL_VERSION, reason);
    }
    if (alert(text)) {
      return failed(Layer.TLS, Code.ALERT, reason);
    }
    return error instanceof SSLException
        ? failed(Layer.TLS, Code.MALFORMED, reason)
        : failed(Layer.TLS, Code.OTHER, reason);
  }

  /** An exchange that broke off, over a connection that stood. */
  static Outcome http(IOException error) {
    String text = text(error);
    String lower = text.toLowerCase(Locale.ROOT);
    if (error instanceof HttpFault fault) {
      return failed(Layer.HTTP, fault.code(), text);
    }
    if (error instanceof SocketTimeoutException || lower.contains("timed out")) {
      return failed(Layer.HTTP, Code.TIMEOUT, text);
    }
    if (error instanceof SSLException && alert(text)) {
      return failed(Layer.TLS, Code.ALERT, reason(text)); // TLS 1.3 refuses at the first read
    }
    if (reset(lower) || error instanceof EOFException || closed(lower)) {
      return failed(Layer.HTTP, Code.RESET, text);
    }
    return failed(Layer.HTTP, Code.OTHER, text);
  }

  private static boolean alert(String text) {
    Matcher boring = BORING.matcher(text);
    if (boring.find()) {
      long reason = Long.parseLong(boring.group(1), 16) & REASON_MASK;
      return reason >= ALERTS_FROM && reason <= ALERTS_TO;
    }
    return JDK_ALERT.matcher(text).find();
  }

  /** The library's word for it, without addresses and source lines of the library. */
  private static String reason(String text) {
    Matcher boring = BORING.matcher(text);
    return boring.find() ? boring.group(2).toLowerCase(Locale.ROOT) : text;
  }

  private static boolean reset(String lower) {
    return lower.contains("reset") || lower.contains("broken pipe") || lower.contains("aborted");
  }

  private static boolean closed(String lower) {
    return lower.contains("connection closed")
        || lower.contains("closed by peer")
        || lower.contains("terminated the handshake")
        || lower.contains("end of file")
        || lower.contains("eof");
  }

  static Outcome failed(Layer layer, Code code, String raw) {
    return new Outcome.Failed(new Failure(layer, code, raw));
  }

  private static String text(IOException error) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    String clean = message.replaceAll("\\p{C}+", " ").strip();
    return clean.length() > RAW_CHARS_MAX ? clean.substring(0, RAW_CHARS_MAX) : clean;
  }
}
