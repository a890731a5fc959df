package org.plumbline.alert;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.plumbline.config.AlertSettings;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Prefix;

/** The channels of a configuration, ready to send. */
final class Channels {
  private Channels() {}

  /**
   * @param dashboard where links lead when the configuration does not say
   */
  static List<Channel> of(AlertSettings settings, URI dashboard, InstantSource clock) {
    return of(settings, dashboard, clock, HostNames.SYSTEM);
  }

  static List<Channel> of(
      AlertSettings settings, URI dashboard, InstantSource clock, HostNames names) {
    List<Prefix> allowed = settings.allowPrivate().stream().map(Prefix::parse).toList();
    Dialer dialer =
        new Dialer(names, new AddressPolicy(allowed, Set.of()), Trust.in(settings.roots()));
    Links links = new Links(settings.dashboard() == null ? dashboard : settings.dashboard());
    return settings.channels().stream()
        .map(channel -> channel(channel, links, dialer, clock))
        .toList();
  }

  private static Channel channel(
      AlertSettings.Channel channel, Links links, Dialer dialer, InstantSource clock) {
    return switch (channel) {
      case AlertSettings.Webhook webhook -> new WebhookChannel(webhook, links, dialer, clock);
      case AlertSettings.Email email -> new EmailChannel(email, links, dialer, clock);
    };
  }
}
