package org.plumbline.config;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one channel of {@code alerts}. */
final class ChannelReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final String KEY_PREFIX = "whsec_";

  /** Bounds of Standard Webhooks, "Symmetric". */
  private static final int KEY_BYTES_MIN = 24;

  private static final int KEY_BYTES_MAX = 64;
  private static final int RECIPIENTS_MAX = 50;

  /** Printable ASCII without what a mail header or an SMTP command could take for its own. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");
  private static final Pattern USER = Pattern.compile("[\\x21-\\x7e]{1,256}");

  private ChannelReader() {}

  /** The channel; empty, with a complaint, when its kind is none. */
  static Optional<AlertSettings.Channel> read(Section section, SecretReader files) {
    String id = section.value("id", null, "", matching(ID), "must match " + ID);
    String kind = section.text("kind");
    return switch (kind) {
      case "webhook" -> Optional.of(webhook(id, section, files));
      case "email" -> Optional.of(email(id, section, files));
      default -> {
        section.complain("kind", "must be webhook or email: other kinds are not supported yet");
        yield Optional.empty();
      }
    };
  }

  private static AlertSettings.Webhook webhook(String id, Section section, SecretReader files) {
    URI url =
        section.value(
            "url",
            null,
            URI.create("https://localhost"),
            AlertsReader::web,
            "must be an http or https address without user and fragment");
    Secret key = files.secret(section, "secret");
    if (!key.reveal().isEmpty() && !isKey(key.reveal())) {
      section.complain(
          "secret",
          "",
          "must be whsec_ and the Base64 of %d to %d bytes, as from: echo whsec_$(openssl rand -base64 32)"
              .formatted(KEY_BYTES_MIN, KEY_BYTES_MAX));
    }
    section.done();
    return new AlertSettings.Webhook(id, url, key);
  }

  private static boolean isKey(String text) {
    try {
      int bytes =
          text.startsWith(KEY_PREFIX)
              ? Base64.getDecoder().decode(text.substring(KEY_PREFIX.length())).length
              : 0;
      return bytes >= KEY_BYTES_MIN && bytes <= KEY_BYTES_MAX;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static AlertSettings.Email email(String id, Section section, SecretReader files) {
    List<String> to = section.texts("to");
    if (to.isEmpty() || to.size() > RECIPIENTS_MAX) {
      section.complain("to", "must be 1 to " + RECIPIENTS_MAX + " mail addresses");
    }
    for (String address : to) {
      if (!ADDRESS.matcher(address).matches()) {
        section.complain("to", address, "must be plain mail addresses such as oncall@example.com");
      }
    }
    Section smtp = section.section("smtp");
    AlertSettings.Smtp.Security security =
        smtp.value(
            "tls",
            AlertSettings.Smtp.Security.STARTTLS,
            AlertSettings.Smtp.Security.STARTTLS,
            ChannelReader::security,
            "must be none, starttls or tls");
    AlertSettings.Smtp read =
        new AlertSettings.Smtp(
            smtp.value("host", null, "localhost", matching(HOST), "must be a host or an address"),
            (int) smtp.integer("port", usualPort(security), 1, 65_535),
            security,
            smtp.value(
                "from",
                null,
                "plumbline@localhost",
                matching(ADDRESS),
                "must be a plain mail address"),
            login(smtp, security, files));
    smtp.done();
    section.done();
    return new AlertSettings.Email(id, List.copyOf(new LinkedHashSet<>(to)), read);
  }

  private static AlertSettings.@Nullable Login login(
      Section smtp, AlertSettings.Smtp.Security security, SecretReader files) {
    if (!smtp.has("user") && !smtp.has("password")) {
      return null;
    }
    if (security == AlertSettings.Smtp.Security.NONE) {
      smtp.complain("password", "", "must not go over an open line: use tls: starttls or tls");
    }
    return new AlertSettings.Login(
        smtp.value("user", null, "", matching(USER), "must be a user name"),
        files.secret(smtp, "password"));
  }

  private static Optional<AlertSettings.Smtp.Security> security(String text) {
    return switch (text) {
      case "none" -> Optional.of(AlertSettings.Smtp.Security.NONE);
      case "starttls" -> Optional.of(AlertSettings.Smtp.Security.STARTTLS);
      case "tls" -> Optional.of(AlertSettings.Smtp.Security.TLS);
      default -> Optional.empty();
    };
  }

  /** RFC 5321, RFC 6409 (submission) and RFC 8314 (submissions). */
  private static long usualPort(AlertSettings.Smtp.Security security) {
    return switch (security) {
      case NONE -> 25L;
      case STARTTLS -> 587L;
      case TLS -> 465L;
    };
  }

  private static Function<String, Optional<String>> matching(Pattern form) {
    return text -> form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
