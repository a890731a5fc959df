package org.plumbline.alert;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.config.AlertSettings;
import org.plumbline.net.Deadline;
import org.plumbline.wire.Wire;

/** Posts the incident record to a receiver, as Standard Webhooks has it. */
final class WebhookChannel implements Channel {
  /** Longest body that carries the whole record. */
  static final int BODY_BYTES_MAX = 16 << 10;

  private final AlertSettings.Webhook settings;
  private final Links links;
  private final Dialer dialer;
  private final InstantSource clock;

  WebhookChannel(AlertSettings.Webhook settings, Links links, Dialer dialer, InstantSource clock) {
    this.settings = settings;
    this.links = links;
    this.dialer = dialer;
    this.clock = clock;
  }

  @Override
  public String id() {
    return settings.id();
  }

  @Override
  public List<String> recipients() {
    return List.of("");
  }

  @Override
  public Sent send(Message message, String recipient, Deadline deadline) {
    URI url = settings.url();
    boolean tls = url.getScheme().equals("https");
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    byte[] body = body(message);
    Map<String, String> headers = headers(message, body);
    try (Socket plain = dialer.connect(url.getHost(), port, deadline);
        Socket socket = tls ? dialer.secure(plain, url.getHost(), port) : plain) {
      return sent(HttpPost.send(socket, url, headers, body, deadline));
    } catch (IOException e) {
      return new Sent.Later(Problems.of(e));
    }
  }

  private byte[] body(Message message) {
    byte[] whole = Wire.write(message.incident());
    return whole.length <= BODY_BYTES_MAX
        ? whole
        : Wire.writeDigest(message.incident(), links.evidence(message.incident().id()));
  }

  private Map<String, String> headers(Message message, byte[] body) {
    Instant now = clock.instant();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "plumbline");
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", message.id());
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put(
        "webhook-signature", WebhookSignature.sign(settings.key(), message.id(), now, body));
    return headers;
  }

  /**
   * Standard Webhooks, "Deliverability and reliability": 2xx alone is success, so a redirect is a
   * failure; 410 asks for no more.
   */
  private Sent sent(HttpPost.Reply reply) {
    if (reply.status() / 100 == 2) {
      return new Sent.Accepted();
    }
    if (reply.status() == 410) {
      return new Sent.Gone("answered 410: the receiver took its endpoint away");
    }
    String what = reply.status() / 100 == 3 ? ", and redirects are not followed" : "";
    return new Sent.Later("answered " + reply.status() + what, asked(reply.retryAfter()));
  }

  /** Seconds or a date (RFC 9110 section 10.2.3); what is neither is passed over. */
  private @Nullable Duration asked(@Nullable String retryAfter) {
    if (retryAfter == null) {
      return null;
    }
    if (retryAfter.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    try {
      Instant until =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.instant(), until);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
