package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.model.Severity;

final class AlertsReaderTest {
  private static final String KEY = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path folder;

  @BeforeEach
  void secrets() throws IOException {
    Files.writeString(folder.resolve("ops.secret"), KEY + "\n");
    Files.writeString(folder.resolve("relay.password"), "hunter2 and more\n");
    Files.writeString(folder.resolve("short.secret"), "whsec_AAAA");
  }

  private AlertSettings read(String yaml) throws ConfigException {
    Complaints complaints = new Complaints("a.yaml");
    Section root = Section.root(YamlFile.parse("a.yaml", yaml), complaints);
    AlertSettings alerts = AlertsReader.read(root, folder);
    root.done();
    complaints.throwIfAny();
    return alerts;
  }

  private List<Complaint> refused(String yaml) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    return refused == null ? List.of() : refused.complaints();
  }

  @Test
  void withoutTheSectionNobodyIsTold() throws ConfigException {
    assertThat(read("")).isEqualTo(AlertSettings.NONE);
  }

  @Test
  void theExampleOfTheInterfacesIsRead() throws ConfigException {
    AlertSettings alerts =
        read(
            """
            alerts:
              channels:
                - {id: ops, kind: webhook, url: "https://hooks.example.com/plumbline", secret: {file: ops.secret}}
                - {id: mail, kind: email, to: [oncall@example.com], smtp: {host: relay.example.com, port: 587, tls: starttls, from: plumbline@example.com}}
              routes: [{services: [shop], severity: partial, channels: [ops, mail]}, {channels: [mail]}]
              allowPrivate: []
            """);
    AlertSettings.Webhook ops = (AlertSettings.Webhook) alerts.channels().getFirst();
    assertThat(ops.url()).isEqualTo(URI.create("https://hooks.example.com/plumbline"));
    assertThat(ops.key().reveal()).isEqualTo(KEY);
    assertThat(alerts.channels().getLast())
        .isEqualTo(
            new AlertSettings.Email(
                "mail",
                List.of("oncall@example.com"),
                new AlertSettings.Smtp(
                    "relay.example.com",
                    587,
                    AlertSettings.Smtp.Security.STARTTLS,
                    "plumbline@example.com",
                    null)));
    assertThat(alerts.routes())
        .containsExactly(
            new AlertSettings.Route(
                Set.of("shop"), Set.of(), Severity.PARTIAL, Set.of(), List.of("ops", "mail")),
            new AlertSettings.Route(Set.of(), Set.of(), null, Set.of(), List.of("mail")));
  }

  @Test
  void noSecretIsSeenInWhatCanBeLogged() throws ConfigException {
    AlertSettings alerts =
        read(
            """
            alerts:
              channels:
                - {id: ops, kind: webhook, url: "https://h.example/t0ken", secret: "%s"}
                - id: mail
                  kind: email
                  to: a@example.com
                  smtp: {host: r.example, from: p@example.com, user: us, password: {file: relay.password}}
            """
                .formatted(KEY));
    AlertSettings.Email mail = (AlertSettings.Email) alerts.channels().getLast();
    AlertSettings.Login login = mail.smtp().login();
    assertThat(login).isNotNull();
    assertThat(login.password().reveal()).isEqualTo("hunter2 and more");
    assertThat(alerts.toString()).doesNotContain("hunter2", KEY.substring(6), "t0ken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {id: Ops, kind: webhook, url: "http://h", secret: {file: ops.secret}}           | alerts.channels[0].id must match
          {id: a, kind: slack, url: "http://h"}                                           | alerts.channels[0].kind must be webhook or email
          {id: a, kind: webhook, url: "ftp://h/", secret: {file: ops.secret}}             | alerts.channels[0].url must be an http or https
          {id: a, kind: webhook, url: "http://u:p@h/", secret: {file: ops.secret}}        | alerts.channels[0].url must be an http or https
          {id: a, kind: webhook, url: "http://h"}                                         | alerts.channels[0].secret is required
          {id: a, kind: webhook, url: "http://h", secret: whsec_AAAA}                     | alerts.channels[0].secret must be whsec_
          {id: a, kind: webhook, url: "http://h", secret: {file: short.secret}}           | alerts.channels[0].secret must be whsec_
          {id: a, kind: webhook, url: "http://h", secret: {file: none.secret}}            | alerts.channels[0].secret.file must be a text file
          {id: a, kind: webhook, url: "http://h", secret: {path: ops.secret}}             | alerts.channels[0].secret.path is not known here
          {id: a, kind: webhook, url: "http://h", secret: {file: ops.secret}, to: b}      | alerts.channels[0].to is not known here
          {id: a, kind: email, to: [], smtp: {host: h, from: a@b}}                        | alerts.channels[0].to must be 1 to 50
          {id: a, kind: email, to: ["a@b\\r\\nBcc: c@d"], smtp: {host: h, from: a@b}}     | alerts.channels[0].to must be plain mail addresses
          {id: a, kind: email, to: [a@b], smtp: {host: h, from: "A <a@b>"}}               | alerts.channels[0].smtp.from must be a plain
          {id: a, kind: email, to: [a@b], smtp: {from: a@b}}                              | alerts.channels[0].smtp.host is required
          {id: a, kind: email, to: [a@b], smtp: {host: h, from: a@b, tls: ssl}}           | alerts.channels[0].smtp.tls must be none
          {id: a, kind: email, to: [a@b], smtp: {host: h, from: a@b, port: 0}}            | alerts.channels[0].smtp.port must be a whole number
          {id: a, kind: email, to: [a@b], smtp: {host: h, from: a@b, user: u}}            | alerts.channels[0].smtp.password is required
          {id: a, kind: email, to: [a@b], smtp: {host: h, from: a@b, user: u, password: p, tls: none}} | alerts.channels[0].smtp.password must not go over
          """)
  void aWrongChannelIsRefusedWithTheRule(String channel, String said) {
    List<Complaint> complaints = refused("alerts:\n  channels:\n    - " + channel + "\n");
    assertThat(complaints)
        .anySatisfy(it -> assertThat(it.toString()).startsWith("a.yaml:3: " + said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          routes: [{channels: []}]                           | alerts.routes[0].channels must name at least one
          routes: [{channels: [pager]}]                      | alerts.routes[0].channels must be ids of channels, was 'pager'
          routes: [{channels: [ops], severity: bad}]         | alerts.routes[0].severity must be degraded
          routes: [{channels: [ops], categories: [shops]}]   | alerts.routes[0].categories must be categories
          routes: [{channels: [ops], service: [shop]}]       | alerts.routes[0].service is not known here
          allowPrivate: [10.0.0.0/33]                        | alerts.allowPrivate must be address blocks
          allowPrivate: [localhost]                          | alerts.allowPrivate must be address blocks
          ca: ops.secret                                     | alerts.ca must be a file of certificates
          dashboard: plumbline.example.com                   | alerts.dashboard must be an http or https
          """)
  void aWrongRouteOrGuardIsRefusedWithTheRule(String line, String said) {
    List<Complaint> complaints =
        refused(
            """
            alerts:
              channels: [{id: ops, kind: webhook, url: "http://h", secret: {file: ops.secret}}]
              %s
            """
                .formatted(line));
    assertThat(complaints).hasSize(1);
    assertThat(complaints.getFirst().toString()).startsWith("a.yaml:3: " + said);
  }

  @Test
  void aSecretIsNotShownInAComplaintAboutIt() {
    assertThat(
            refused(
                """
                alerts:
                  channels: [{id: a, kind: webhook, url: "http://h", secret: whsec_c2VjcmV0}]
                """))
        .singleElement()
        .satisfies(it -> assertThat(it.toString()).doesNotContain("c2VjcmV0"));
  }

  @Test
  void twoChannelsOfOneNameAreRefused() {
    assertThat(
            refused(
                """
                alerts:
                  channels:
                    - {id: a, kind: webhook, url: "http://h", secret: {file: ops.secret}}
                    - {id: a, kind: webhook, url: "http://i", secret: {file: ops.secret}}
                """))
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo("must be unique among channels"));
  }
}
