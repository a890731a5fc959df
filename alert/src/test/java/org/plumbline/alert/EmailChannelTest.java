package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.config.AlertSettings;
import org.plumbline.config.AlertSettings.Smtp.Security;
import org.plumbline.config.Secret;
import org.plumbline.model.Incident;
import org.plumbline.net.Deadline;
import org.plumbline.store.TestClock;

final class EmailChannelTest {
  private static final Links LINKS = new Links(URI.create("https://plumbline.example"));
  private static final String TO = "oncall@example.org";

  private final Stories story = Stories.one();

  private static EmailChannel channel(
      SmtpServer server, Security security, AlertSettings.@Nullable Login login) {
    return new EmailChannel(
        new AlertSettings.Email(
            "mail",
            List.of(TO, "boss@example.org"),
            new AlertSettings.Smtp(
                Loopback.HOST, server.port(), security, "plumbline@example.com", login)),
        LINKS,
        Loopback.dialer(),
        new TestClock(Stories.START));
  }

  private static Sent send(EmailChannel channel, Incident now, Incident first) {
    return channel.send(new Message(now, first), TO, Deadline.after(Duration.ofSeconds(30)));
  }

  private Sent send(SmtpServer server, Security security) {
    Incident incident = story.next();
    return send(channel(server, security, null), incident, incident);
  }

  private static SmtpServer server(SmtpServer.Security security) throws IOException {
    return new SmtpServer(security, Loopback.HOST);
  }

  private static MimeMessage parsed(SmtpServer.Mail mail) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.text().getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String part(MimeMessage mail, int index) throws Exception {
    return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
  }

  @Test
  void aMailIsTextAndHtmlToOneRecipientThatSeesTheOthers() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.NONE)) {
      assertThat(send(server, Security.NONE)).isEqualTo(new Sent.Accepted());

      SmtpServer.Mail mail = server.next();
      assertThat(mail.to()).containsExactly(TO);
      assertThat(mail.from()).startsWith("MAIL FROM:<plumbline@example.com>");
      MimeMessage read = parsed(mail);
      assertThat(read.getContentType()).startsWith("multipart/alternative");
      assertThat(read.getSubject()).isEqualTo("[partial] " + story.title);
      assertThat(read.getHeader("To", ",")).contains(TO).contains("boss@example.org");
      assertThat(read.getMessageID()).isEqualTo("<" + Stories.ID + ".1.mail@example.com>");
      assertThat(read.getHeader("In-Reply-To")).isNull();
      assertThat(read.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
      assertThat(read.getSentDate()).isEqualTo(Date.from(Stories.START));
      assertThat(part(read, 0))
          .startsWith("Open, failing since 12:00 UTC, 1 March 2026. Partial: fewer than half")
          .contains("dns-authoritative-wrong-data: nameserver ns1.example (confidence 97 %)")
          .contains("- ns1.example answers 192.0.2.9 (14 of 41)")
          .contains("country: US")
          .contains("https://plumbline.example/incidents/" + Stories.ID);
      assertThat(part(read, 1))
          .contains("shop.example shows another site&#39;s certificate")
          .contains("<a href=\"https://plumbline.example/incidents/" + Stories.ID + "\">");
    }
  }

  @Test
  void allMailsOfAnIncidentAreOneThread() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.NONE)) {
      EmailChannel channel = channel(server, Security.NONE, null);
      Incident first = story.next();
      story.title = "shop.example cannot be reached, because everything is on fire";
      story.state = Incident.State.RESOLVED;
      Incident last = story.next();
      send(channel, first, first);
      send(channel, last, first);

      MimeMessage opened = parsed(server.next());
      MimeMessage resolved = parsed(server.next());
      assertThat(resolved.getHeader("In-Reply-To", null)).isEqualTo(opened.getMessageID());
      assertThat(resolved.getHeader("References", null)).isEqualTo(opened.getMessageID());
      assertThat(resolved.getMessageID()).isEqualTo("<" + Stories.ID + ".2.mail@example.com>");
      assertThat(resolved.getSubject()).isEqualTo("Re: " + opened.getSubject());
      assertThat(part(resolved, 0))
          .startsWith("Resolved: it works again since 12:02 UTC, 1 March 2026, after 2 min.")
          .contains(story.title);
    }
  }

  @Test
  void hostileTextIsTextAndNoHeader() throws Exception {
    story.title =
        "x\r\nBcc: everyone@example.net\r\n\r\n<script>alert(1)</script>\u202e\u00e9"
            + "y".repeat(5_000);
    story.services = List.of("\"><img src=x onerror=alert(1)>", "a\r\n.\r\nMAIL FROM:<x@y>");
    try (SmtpServer server = server(SmtpServer.Security.NONE)) {
      assertThat(send(server, Security.NONE)).isEqualTo(new Sent.Accepted());
      SmtpServer.Mail mail = server.next();
      MimeMessage read = parsed(mail);
      assertThat(mail.to()).containsExactly(TO);
      assertThat(read.getHeader("Bcc")).isNull();
      assertThat(read.getSubject()).startsWith("[partial] x<U+000D><U+000A>Bcc: everyone");
      assertThat(read.getSubject()).hasSizeLessThan(250);
      assertThat(part(read, 0)).contains("<U+202E>\u00e9").contains("a<U+000D><U+000A>.<U+000D>");
      assertThat(part(read, 1))
          .doesNotContain("<script", "<img")
          .contains("&lt;script&gt;", "&quot;&gt;&lt;img src=x");
      assertThat(mail.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(999));
      assertThat(server.commands).filteredOn(it -> it.startsWith("MAIL")).hasSize(1);
    }
  }

  @Test
  void starttlsIsDoneBeforeAnythingIsSaidAndTheLoginGoesOverIt() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.STARTTLS)) {
      AlertSettings.Login login = new AlertSettings.Login("us", new Secret("pass word"));
      Incident incident = story.next();
      assertThat(send(channel(server, Security.STARTTLS, login), incident, incident))
          .isEqualTo(new Sent.Accepted());
      SmtpServer.Mail mail = server.next();
      assertThat(mail.secured()).isTrue();
      assertThat(new String(Base64.getDecoder().decode(mail.login()), StandardCharsets.UTF_8))
          .endsWith("\0us\0pass word");
      assertThat(server.commands.get(1)).isEqualTo("STARTTLS");
    }
  }

  @Test
  void withoutStarttlsNothingGoesOverTheOpenLine() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.NONE)) {
      assertThat(send(server, Security.STARTTLS))
          .isInstanceOfSatisfying(
              Sent.Later.class, it -> assertThat(it.problem()).contains("STARTTLS is required"));
      assertThat(server.mails).isEmpty();
      assertThat(server.commands).noneMatch(it -> it.startsWith("MAIL"));
    }
  }

  @Test
  void tlsFromTheFirstByte() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.TLS)) {
      assertThat(send(server, Security.TLS)).isEqualTo(new Sent.Accepted());
      assertThat(server.next().secured()).isTrue();
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      SmtpServer.Security theirs = SmtpServer.Security.valueOf(security.name());
      try (SmtpServer server = new SmtpServer(theirs, "other.example")) {
        assertThat(send(server, security)).isInstanceOf(Sent.Later.class);
        assertThat(server.mails).isEmpty();
        assertThat(server.commands).noneMatch(it -> it.startsWith("MAIL"));
      }
    }
  }

  @Test
  void whatTheRelayPutsOffIsTriedAgainAndWhatItRefusesIsNot() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.NONE)) {
      for (String place : List.of("MAIL", "RCPT", "DATA", "DOT")) {
        server.next(place, "451 4.7.1 greylisted, come back");
        assertThat(send(server, Security.NONE))
            .as(place)
            .isInstanceOfSatisfying(
                Sent.Later.class, it -> assertThat(it.problem()).contains("451 4.7.1 greylisted"));
        server.next(place, "550 5.1.1 no such user");
        assertThat(send(server, Security.NONE))
            .as(place)
            .isInstanceOfSatisfying(
                Sent.Refused.class, it -> assertThat(it.problem()).contains("550 5.1.1 no such"));
      }
    }
  }

  @Test
  void aRelayThatRefusesUsAndNotTheMailIsTriedAgain() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.STARTTLS)) {
      server.next("BANNER", "554 5.7.1 you are listed");
      assertThat(send(server, Security.STARTTLS)).isInstanceOf(Sent.Later.class);
      server.next("BANNER", "421 too busy");
      assertThat(send(server, Security.STARTTLS)).isInstanceOf(Sent.Later.class);
      server.next("MAIL", "530 5.7.0 authentication required");
      assertThat(send(server, Security.STARTTLS)).isInstanceOf(Sent.Later.class);

      server.next("AUTH", "535 5.7.8 bad credentials");
      AlertSettings.Login login = new AlertSettings.Login("us", new Secret("hunter2"));
      Incident incident = story.next();
      assertThat(send(channel(server, Security.STARTTLS, login), incident, incident))
          .isInstanceOfSatisfying(
              Sent.Later.class,
              it -> {
                assertThat(it.problem()).contains("refused the login");
                assertThat(it.problem()).doesNotContain("hunter2");
              });
      assertThat(server.mails).isEmpty();
    }
  }

  @Test
  void aConnectionCutAfterTheLastDotIsTriedAgainUnderTheSameId() throws Exception {
    try (SmtpServer server = server(SmtpServer.Security.NONE)) {
      EmailChannel channel = channel(server, Security.NONE, null);
      Incident incident = story.next();
      server.next("DOT", SmtpServer.HANG_UP);
      assertThat(send(channel, incident, incident))
          .isEqualTo(new Sent.Later("the relay closed the connection"));
      assertThat(send(channel, incident, incident)).isEqualTo(new Sent.Accepted());
      assertThat(parsed(server.next()).getMessageID())
          .isEqualTo(parsed(server.next()).getMessageID());
    }
  }
}
