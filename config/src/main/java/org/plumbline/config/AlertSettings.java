package org.plumbline.config;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Severity;

/**
 * The section {@code alerts}: who is told, of what, and how (docs/alerts.md).
 *
 * @param routes without any, every channel hears everything
 * @param allowPrivate CIDR blocks that a channel may reach although they are not public
 * @param roots the only roots that receivers' certificates may lead to; empty means the system's
 * @param dashboard where people reach the dashboard, for links; absent: where it listens
 */
public record AlertSettings(
    List<Channel> channels,
    List<Route> routes,
    List<String> allowPrivate,
    List<X509Certificate> roots,
    @Nullable URI dashboard) {
  /** Nobody is told. */
  public static final AlertSettings NONE =
      new AlertSettings(List.of(), List.of(), List.of(), List.of(), null);

  /** A way out to people or their programs. */
  public sealed interface Channel {
    String id();
  }

  /**
   * An HTTP receiver of Standard Webhooks.
   *
   * @param url http or https; it may hold a secret itself, and is never logged
   * @param key that signs: 24 to 64 bytes as {@code whsec_} and Base64
   */
  public record Webhook(String id, URI url, Secret key) implements Channel {
    @Override
    public String toString() {
      return "Webhook[id=" + id + ", host=" + url.getHost() + "]";
    }
  }

  /** Mail, to each address by itself. */
  public record Email(String id, List<String> to, Smtp smtp) implements Channel {
    public Email {
      to = List.copyOf(to);
    }
  }

  /**
   * The relay that takes our mail.
   *
   * @param from address of the sender
   * @param login absent when the relay asks for none
   */
  public record Smtp(String host, int port, Security security, String from, @Nullable Login login) {
    /** How the way to the relay is protected; never less than stated. */
    public enum Security {
      NONE,
      STARTTLS,
      TLS
    }
  }

  /** Who we are to a relay. */
  public record Login(String user, Secret password) {}

  /**
   * Which incidents go to which channels; all conditions stated must hold.
   *
   * @param services ids, one of which the incident names; empty means any
   * @param categories of the cause, or of a service that is hit; empty means any
   * @param severity at least this; absent means any
   * @param places country, region, continent or city of a vantage that is hit; empty means any
   */
  public record Route(
      Set<String> services,
      Set<String> categories,
      @Nullable Severity severity,
      Set<String> places,
      List<String> channels) {
    public Route {
      services = Set.copyOf(services);
      categories = Set.copyOf(categories);
      places = Set.copyOf(places);
      channels = List.copyOf(channels);
    }
  }

  public AlertSettings {
    channels = List.copyOf(channels);
    routes = List.copyOf(routes);
    allowPrivate = List.copyOf(allowPrivate);
    roots = List.copyOf(roots);
  }
}
