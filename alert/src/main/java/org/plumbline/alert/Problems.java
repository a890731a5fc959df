package org.plumbline.alert;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.plumbline.wire.Visible;

/**
 * Why a try failed, in a line for a person; what a receiver says is shown as text, and shortened.
 */
final class Problems {
  private static final int CHARACTERS_MAX = 300;

  private Problems() {}

  static String of(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> line("the name has no address: " + e.getMessage());
      case ConnectException refused -> line("cannot connect: " + e.getMessage());
      case SocketTimeoutException late -> "no answer in time";
      case SSLException tls -> line("no secure connection: " + e.getMessage());
      default -> line(String.valueOf(e.getMessage()));
    };
  }

  /** Foreign text in one line. */
  static String line(String text) {
    String stripped = text.strip();
    return Visible.text(
        stripped.length() > CHARACTERS_MAX
            ? stripped.substring(0, CHARACTERS_MAX) + "..."
            : stripped);
  }
}
