package org.plumbline.alert;

import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.List;
import org.plumbline.config.AlertSettings;
import org.plumbline.net.Deadline;

/** Mails each recipient through a relay. */
final class EmailChannel implements Channel {
  private final AlertSettings.Email settings;
  private final Links links;
  private final SmtpRelay relay;
  private final InstantSource clock;

  EmailChannel(AlertSettings.Email settings, Links links, Dialer dialer, InstantSource clock) {
    this.settings = settings;
    this.links = links;
    this.relay = new SmtpRelay(settings.smtp(), dialer);
    this.clock = clock;
  }

  @Override
  public String id() {
    return settings.id();
  }

  @Override
  public List<String> recipients() {
    return settings.to();
  }

  @Override
  public Sent send(Message message, String recipient, Deadline deadline) {
    try {
      MailMessage mail = MailMessage.of(relay.session(), settings, message, links, clock.instant());
      return relay.send(mail, recipient, deadline);
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail that cannot be written", e);
    }
  }
}
