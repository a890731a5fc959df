package org.plumbline.agent;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a server cannot be reached, in words. */
final class Unreachable {
  private static final int CAUSES_MAX = 10;
  private static final String REFUSED = "nobody listens there (connection refused)";

  private Unreachable() {}

  /** The most telling of an exception and its causes. */
  static String why(@Nullable Throwable failed) {
    Throwable cause = failed;
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      String words = words(cause);
      if (!words.isEmpty()) {
        return words;
      }
      cause = cause.getCause();
    }
    return failed == null || failed.getMessage() == null
        ? "the connection broke off"
        : failed.getMessage();
  }

  private static String words(Throwable cause) {
    return switch (cause) {
      case SSLException tls -> certificate(tls);
      case UnknownHostException _ -> "its name is unknown";
      case UnresolvedAddressException _ -> "its name is unknown";
      case HttpTimeoutException _ -> "no connection or answer in time";
      case ConnectException e when e.getMessage() != null ->
          e.getMessage().startsWith("Connection refused") ? REFUSED : e.getMessage();
      case ClosedChannelException _ -> REFUSED; // so the JDK's client says it
      default -> "";
    };
  }

  private static String certificate(SSLException tls) {
    Throwable deepest = tls;
    for (int depth = 0; deepest.getCause() != null && depth < CAUSES_MAX; depth++) {
      deepest = deepest.getCause();
    }
    String text = String.valueOf(deepest.getMessage());
    return text.contains("unable to find valid certification path")
        ? "its certificate comes from an authority that this machine does not trust"
        : "TLS does not come about (" + text + ")";
  }
}
