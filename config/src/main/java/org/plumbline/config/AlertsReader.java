package org.plumbline.config;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Severity;

/** Reads the section {@code alerts}. */
public final class AlertsReader {
  private static final int CHANNELS_MAX = 32;
  private static final int ROUTES_MAX = 100;

  private AlertsReader() {}

  /**
   * The alerts of a configuration, by its key {@code alerts}; {@link AlertSettings#NONE} when it is
   * absent.
   *
   * @param folder of the configuration, from which the paths in it lead
   */
  public static AlertSettings read(Section above, Path folder) {
    Section alerts = above.section("alerts");
    SecretReader files = new SecretReader(folder);
    List<AlertSettings.Channel> channels = channels(alerts, files);
    AlertSettings read =
        new AlertSettings(
            channels,
            routes(alerts, ids(channels)),
            blocks(alerts),
            roots(alerts, files),
            link(alerts));
    alerts.done();
    return read;
  }

  private static List<AlertSettings.Channel> channels(Section alerts, SecretReader files) {
    List<AlertSettings.Channel> channels = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : alerts.sections("channels")) {
      Optional<AlertSettings.Channel> channel = ChannelReader.read(section, files);
      if (channel.isPresent() && !ids.add(channel.get().id())) {
        section.complain("id", "must be unique among channels");
      }
      channel.ifPresent(channels::add);
    }
    if (channels.size() > CHANNELS_MAX) {
      alerts.complain("channels", "must be at most " + CHANNELS_MAX);
    }
    return channels;
  }

  private static Set<String> ids(List<AlertSettings.Channel> channels) {
    Set<String> ids = new HashSet<>();
    channels.forEach(channel -> ids.add(channel.id()));
    return ids;
  }

  private static List<AlertSettings.Route> routes(Section alerts, Set<String> channels) {
    List<AlertSettings.Route> routes = new ArrayList<>();
    for (Section section : alerts.sections("routes")) {
      List<String> to = section.texts("channels");
      if (to.isEmpty()) {
        section.complain("channels", "must name at least one channel");
      }
      for (String channel : to) {
        if (!channels.contains(channel)) {
          section.complain("channels", channel, "must be ids of channels");
        }
      }
      for (String category : section.texts("categories")) {
        if (!isCategory(category)) {
          section.complain(
              "categories",
              category,
              "must be categories of services, such as saas, or of causes, such as"
                  + " tls-leaf-expiry");
        }
      }
      routes.add(
          new AlertSettings.Route(
              Set.copyOf(section.texts("services")),
              Set.copyOf(section.texts("categories")),
              severity(section),
              Set.copyOf(section.texts("places")),
              to));
      section.done();
    }
    if (routes.size() > ROUTES_MAX) {
      alerts.complain("routes", "must be at most " + ROUTES_MAX);
    }
    return routes;
  }

  private static boolean isCategory(String word) {
    return ServiceReader.word(Category.values(), word).isPresent()
        || ServiceReader.word(ServiceCategory.values(), word).isPresent();
  }

  private static @Nullable Severity severity(Section section) {
    return section.has("severity")
        ? section.value(
            "severity",
            null,
            Severity.DEGRADED,
            text -> ServiceReader.word(Severity.values(), text),
            "must be degraded, partial, major or global")
        : null;
  }

  private static List<String> blocks(Section alerts) {
    List<String> blocks = alerts.texts("allowPrivate");
    for (String block : blocks) {
      if (!Cidr.isBlock(block)) {
        alerts.complain(
            "allowPrivate", block, "must be address blocks such as 10.0.0.0/8 or fd00::/8");
      }
    }
    return blocks.stream().filter(Cidr::isBlock).toList();
  }

  private static List<X509Certificate> roots(Section alerts, SecretReader files) {
    if (!alerts.has("ca")) {
      return List.of();
    }
    Optional<String> pem = files.file(alerts, "ca");
    if (pem.isEmpty()) {
      return List.of();
    }
    List<X509Certificate> roots = new ArrayList<>();
    try {
      for (Certificate root :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.get().getBytes(StandardCharsets.UTF_8)))) {
        roots.add((X509Certificate) root);
      }
    } catch (CertificateException e) {
      roots.clear();
    }
    if (roots.isEmpty()) {
      alerts.complain("ca", "must be a file of certificates in PEM form");
    }
    return roots;
  }

  private static @Nullable URI link(Section alerts) {
    if (!alerts.has("dashboard")) {
      return null;
    }
    return alerts.value(
        "dashboard",
        null,
        URI.create("http://localhost"),
        AlertsReader::web,
        "must be an http or https address such as https://plumbline.example.com");
  }

  /** An absolute http or https address without user, and without a fragment. */
  static Optional<URI> web(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= 65_535
          ? Optional.of(URI.create(uri.toASCIIString()))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
