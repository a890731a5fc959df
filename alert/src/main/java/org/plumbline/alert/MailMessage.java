package org.plumbline.alert;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.plumbline.config.AlertSettings;
import org.plumbline.wire.Visible;

/**
 * A mail (RFC 5322) about a version of an incident. Its {@code Message-ID} is the same over all
 * tries; all mails about an incident answer the first, so that they are one thread, and keep its
 * subject, without which some programs would tear the thread apart.
 */
final class MailMessage extends MimeMessage {
  private static final String CHARSET = "UTF-8";
  private static final int SUBJECT_CHARACTERS_MAX = 200;

  private final String messageId;

  private MailMessage(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static MailMessage of(
      Session session, AlertSettings.Email settings, Message message, Links links, Instant now)
      throws MessagingException {
    String from = settings.smtp().from();
    MailMessage mail =
        new MailMessage(session, id(message.incident().version(), message, settings));
    try {
      mail.setFrom(new InternetAddress(from, "Plumbline", CHARSET));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
    mail.setRecipients(RecipientType.TO, addresses(settings.to()));
    mail.setSubject(subject(message), CHARSET);
    mail.setSentDate(Date.from(now));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834
    int first = message.first().version();
    if (first != message.incident().version()) {
      mail.setHeader("In-Reply-To", id(first, message, settings));
      mail.setHeader("References", id(first, message, settings));
    }
    Letter letter = Letter.of(message, links);
    mail.setContent(
        new MimeMultipart(
            "alternative",
            part(Rendering.text(letter), "plain"),
            part(Rendering.html(letter), "html")));
    mail.saveChanges();
    return mail;
  }

  private static String id(int version, Message message, AlertSettings.Email settings) {
    String from = settings.smtp().from();
    return "<%s.%d.%s@%s>"
        .formatted(
            message.incident().id(),
            version,
            settings.id(),
            from.substring(from.lastIndexOf('@') + 1));
  }

  private static InternetAddress[] addresses(List<String> to) throws MessagingException {
    InternetAddress[] addresses = new InternetAddress[to.size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = new InternetAddress(to.get(i));
    }
    return addresses;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, CHARSET, subtype);
    return part;
  }

  /** The title that began the thread, in one line of what can be seen. */
  private static String subject(Message message) {
    String severity =
        message.first().severity() == null ? "" : "[" + message.first().severity().word() + "] ";
    String title = cut(Visible.text(cut(message.first().title())));
    boolean reply = message.first().version() != message.incident().version();
    return (reply ? "Re: " : "") + severity + title;
  }

  private static String cut(String text) {
    return text.length() > SUBJECT_CHARACTERS_MAX
        ? text.substring(0, SUBJECT_CHARACTERS_MAX) + "..."
        : text;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
