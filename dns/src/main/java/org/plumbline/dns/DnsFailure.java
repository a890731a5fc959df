package org.plumbline.dns;

import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Outcome;
import org.plumbline.net.AddressRefused;

/** What an rcode or an error of an exchange means in the failure vocabulary. */
public final class DnsFailure {
  /** Signature and key errors of RFC 8914: with them a SERVFAIL means "does not validate". */
  private static final List<Integer> EDE_BOGUS = List.of(6, 7, 8, 9, 10, 11, 12, 25);

  private DnsFailure() {}

  /** Ok for NOERROR; whether an empty answer is a failure only the asker knows. */
  public static Outcome of(Response response) {
    if (response.noError()) {
      return new Outcome.Ok();
    }
    String raw = response.rcode();
    if (!response.ede().isEmpty()) {
      raw += ", EDE " + response.ede().getFirst();
      raw += response.edeText() == null ? "" : ": " + response.edeText();
    }
    return failed(code(response), raw);
  }

  private static Code code(Response response) {
    return switch (response.rcode()) {
      case "SERVFAIL" ->
          response.ede().stream().anyMatch(EDE_BOGUS::contains) ? Code.BOGUS : Code.SERVFAIL;
      case "REFUSED" -> Code.REFUSED;
      case "NOTIMP" -> Code.NOTIMP;
      case "FORMERR" -> Code.FORMERR;
      case "NXDOMAIN" -> Code.NXDOMAIN;
      default -> Code.OTHER; // the registry of rcodes is open
    };
  }

  /** What stopped an exchange before anything readable came. */
  public static Outcome of(IOException error) {
    String text = String.valueOf(error.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (error) {
      case AddressRefused refused -> new Outcome.Inconclusive(text);
      case SocketTimeoutException timeout -> failed(Code.TIMEOUT, "no answer");
      // Nobody listens at the port: the server is not there, and its host is.
      case PortUnreachableException nobody -> failed(Code.REFUSED, "ICMP port unreachable");
      case NoRouteToHostException away -> unreachable(text);
      default -> {
        if (lower.contains("unreachable") || lower.contains("no route to host")) {
          yield unreachable(text);
        }
        if (lower.contains("not permitted") || lower.contains("permission denied")) {
          yield new Outcome.Failed(new Failure(Layer.IP, Code.PROHIBITED, text));
        }
        if (lower.contains("refused")) {
          yield failed(Code.REFUSED, text);
        }
        yield failed(Code.OTHER, text);
      }
    };
  }

  static Outcome failed(Code code, String raw) {
    return new Outcome.Failed(new Failure(Layer.DNS, code, raw));
  }

  private static Outcome unreachable(String raw) {
    return new Outcome.Failed(new Failure(Layer.IP, Code.UNREACHABLE, raw));
  }
}
