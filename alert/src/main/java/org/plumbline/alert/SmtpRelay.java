package org.plumbline.alert;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.plumbline.config.AlertSettings;
import org.plumbline.net.Deadline;

/** The relay that takes our mail (RFC 5321), on a connection that {@link Dialer} made. */
final class SmtpRelay {
  /**
   * Ask for a login (RFC 4954): the relay refuses us, not the message, and a person can mend it.
   */
  private static final Set<Integer> LOGIN_CODES = Set.of(530, 534, 535, 538);

  /** What the library says in place of a reply when there is none. */
  private static final String CUT = "[EOF]";

  private final AlertSettings.Smtp settings;
  private final Dialer dialer;
  private final Session session;

  SmtpRelay(AlertSettings.Smtp settings, Dialer dialer) {
    this.settings = settings;
    this.dialer = dialer;
    this.session = Session.getInstance(properties(settings, dialer));
  }

  Session session() {
    return session;
  }

  /** The certificate is judged for the configured name; STARTTLS is never done without. */
  private static Properties properties(AlertSettings.Smtp settings, Dialer dialer) {
    boolean starttls = settings.security() == AlertSettings.Smtp.Security.STARTTLS;
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.localhost", ownName(settings.from()));
    properties.setProperty("mail.smtp.from", settings.from());
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login() != null));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.ssl.socketFactory", dialer.tls());
    return properties;
  }

  private static String ownName(String from) {
    return from.substring(from.lastIndexOf('@') + 1);
  }

  /**
   * Hands a mail over for one recipient. 4xx is worth another try (greylisting, say), 5xx about the
   * message is not (RFC 5321 section 4.2.1); a connection that breaks off after the last dot leaves
   * open whether the mail was taken, and the same {@code Message-ID} is sent again.
   */
  Sent send(MimeMessage mail, String recipient, Deadline deadline) {
    try (Socket plain = dialer.connect(settings.host(), settings.port(), deadline);
        Socket socket =
            settings.security() == AlertSettings.Smtp.Security.TLS
                ? dialer.secure(plain, settings.host(), settings.port())
                : plain) {
      Transport transport = new Transport(session, settings.login());
      try {
        transport.connect(socket);
        transport.sendMessage(mail, new InternetAddress[] {new InternetAddress(recipient)});
      } finally {
        leave(transport);
      }
      return new Sent.Accepted();
    } catch (IOException e) {
      return new Sent.Later(Problems.of(e));
    } catch (MessagingException e) {
      return problem(e);
    }
  }

  /** Says good-bye; what comes of that changes nothing. */
  @SuppressWarnings("EmptyCatch")
  private static void leave(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException ignored) {
      // The mail is handed over, or has failed already.
    }
  }

  private static Sent problem(MessagingException thrown) {
    if (thrown instanceof AuthenticationFailedException) {
      return new Sent.Later(Problems.line("the relay refused the login: " + thrown.getMessage()));
    }
    IOException io = null;
    for (Exception e = thrown; e != null; e = next(e)) {
      int code = code(e);
      if (code >= 400) {
        String said = Problems.line("the relay said " + e.getMessage());
        return code >= 500 && !LOGIN_CODES.contains(code)
            ? new Sent.Refused(said)
            : new Sent.Later(said);
      }
      if (e instanceof IOException found) {
        io = found;
      }
    }
    String said = String.valueOf(thrown.getMessage());
    return new Sent.Later(
        io != null
            ? Problems.of(io)
            : said.contains(CUT) ? "the relay closed the connection" : Problems.line(said));
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  /** The reply code in an exception; 0 where there is none. */
  private static int code(Exception e) {
    return switch (e) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> 0;
    };
  }

  /** A transport that knows its login: the library would look for one by the name of the host. */
  private static final class Transport extends SMTPTransport {
    private final AlertSettings.@Nullable Login login;

    Transport(Session session, AlertSettings.@Nullable Login login) {
      super(session, null);
      this.login = login;
    }

    @Override
    protected synchronized boolean protocolConnect(
        @Nullable String host, int port, @Nullable String user, @Nullable String password)
        throws MessagingException {
      return login == null
          ? super.protocolConnect(host, port, user, password)
          : super.protocolConnect(host, port, login.user(), login.password().reveal());
    }
  }
}
