package org.plumbline.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Certificate;
import org.plumbline.net.Addresses;

/** Certificates as the records describe them. */
public final class Certificates {
  private static final int NAMES_MAX = 200;
  private static final int TEXT_CHARS_MAX = 300;

  /** Kinds of alternative names (RFC 5280 section 4.2.1.6). */
  static final int DNS_NAME = 2;

  static final int IP_ADDRESS = 7;

  private Certificates() {}

  /** What the certificate says; fields that cannot be read are absent. */
  public static Certificate describe(X509Certificate certificate) {
    return new Certificate(
        name(certificate.getSubjectX500Principal()),
        name(certificate.getIssuerX500Principal()),
        names(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        certificate.getSerialNumber().toString(16),
        sha256(certificate),
        key(certificate.getPublicKey()));
  }

  /** The whole chain, described. */
  public static List<Certificate> describe(List<X509Certificate> chain) {
    return chain.stream().map(Certificates::describe).toList();
  }

  /** SHA-256 of the DER, hex; absent when it cannot be encoded. */
  public static @Nullable String sha256(X509Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  /** Host names and addresses that the certificate is for, as it writes them. */
  static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    for (List<?> entry : alternatives(certificate)) {
      int kind = (Integer) entry.get(0);
      if ((kind == DNS_NAME || kind == IP_ADDRESS)
          && entry.get(1) instanceof String name
          && names.size() < NAMES_MAX) {
        names.add(bounded(kind == IP_ADDRESS ? address(name) : name.toLowerCase(Locale.ROOT)));
      }
    }
    return names;
  }

  /** Kind and value of each alternative name; none when the extension cannot be read. */
  static Collection<List<?>> alternatives(X509Certificate certificate) {
    try {
      Collection<List<?>> found = certificate.getSubjectAlternativeNames();
      return found == null ? List.of() : found;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** The same certificate, parsed by the JDK, whatever library it came from. */
  static X509Certificate reparsed(X509Certificate certificate) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }

  private static String address(String text) {
    return Addresses.isLiteral(text) ? Addresses.format(Addresses.parse(text)) : text;
  }

  /** The common name where there is one, else the whole name. */
  private static @Nullable String name(X500Principal principal) {
    String whole = principal.getName(X500Principal.RFC2253);
    if (whole.isEmpty()) {
      return null;
    }
    try {
      for (Rdn rdn : new LdapName(whole).getRdns().reversed()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          return bounded(String.valueOf(rdn.getValue()));
        }
      }
    } catch (InvalidNameException e) {
      return bounded(whole);
    }
    return bounded(whole);
  }

  private static String bounded(String text) {
    return text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) : text;
  }

  private static @Nullable String key(@Nullable PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> "RSA" + rsa.getModulus().bitLength();
      case ECPublicKey ec -> "EC" + ec.getParams().getCurve().getField().getFieldSize();
      case DSAPublicKey dsa -> "DSA" + dsa.getY().bitLength();
      case null -> null;
      default -> key.getAlgorithm(); // the JDK's open hierarchy: Ed25519, ML-DSA ...
    };
  }
}
