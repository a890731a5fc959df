package org.plumbline.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Makes certificates of every kind that a server may show. */
public final class TestCertificates {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private TestCertificates() {}

  /** A certificate, its key, and who signed it. */
  public record Held(X509Certificate certificate, KeyPair keys) {}

  public static Maker named(String distinguishedName) {
    return new Maker(distinguishedName);
  }

  /** A self-signed authority. */
  public static Held authority(String distinguishedName) {
    return named(distinguishedName).authority().selfSigned();
  }

  /** Says what the certificate is to be. */
  public static final class Maker {
    private final X500Name subject;
    private final List<GeneralName> names = new ArrayList<>();
    private final List<KeyPurposeId> purposes = new ArrayList<>();
    private Instant notBefore = Instant.parse("2024-01-01T00:00:00Z");
    private Instant notAfter = Instant.parse("2034-01-01T00:00:00Z");
    private boolean authority;
    private @Nullable Integer pathLength;
    private boolean locatesIssuer;
    private @Nullable Integer rsaBits;

    private Maker(String distinguishedName) {
      subject = new X500Name(distinguishedName);
    }

    public Maker authority() {
      authority = true;
      return this;
    }

    public Maker pathLength(int most) {
      pathLength = most;
      return authority();
    }

    public Maker dns(String... hosts) {
      for (String host : hosts) {
        names.add(new GeneralName(GeneralName.dNSName, host));
      }
      return this;
    }

    public Maker address(String literal) {
      names.add(new GeneralName(GeneralName.iPAddress, literal));
      return this;
    }

    public Maker valid(Instant from, Duration length) {
      notBefore = from;
      notAfter = from.plus(length);
      return this;
    }

    public Maker purpose(KeyPurposeId purpose) {
      purposes.add(purpose);
      return this;
    }

    public Maker locatesIssuer() {
      locatesIssuer = true;
      return this;
    }

    public Maker rsa(int bits) {
      rsaBits = bits;
      return this;
    }

    public Held selfSigned() {
      return sign(keys(), null);
    }

    public Held by(Held issuer) {
      return sign(keys(), issuer);
    }

    /** The same subject and key as another certificate, signed by somebody else: a cross-sign. */
    public Held crossing(Held other, Held issuer) {
      return sign(other.keys(), issuer);
    }

    private KeyPair keys() {
      try {
        if (rsaBits != null) {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(rsaBits);
          return generator.generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private Held sign(KeyPair keys, @Nullable Held issuer) {
      KeyPair signer = issuer == null ? keys : issuer.keys();
      X500Name signerName =
          issuer == null
              ? subject
              : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              signerName,
              BigInteger.valueOf(SERIAL.getAndIncrement()),
              Date.from(notBefore),
              Date.from(notAfter),
              subject,
              keys.getPublic());
      try {
        extensions(builder);
        String algorithm =
            signer.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return new Held(
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))),
            keys);
      } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private void extensions(JcaX509v3CertificateBuilder builder) throws CertIOException {
      if (authority) {
        BasicConstraints constraints =
            pathLength == null ? new BasicConstraints(true) : new BasicConstraints(pathLength);
        builder.addExtension(Extension.basicConstraints, true, constraints);
        builder.addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      }
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      if (!purposes.isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
      }
      if (locatesIssuer) {
        builder.addExtension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                AccessDescription.id_ad_caIssuers,
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.test/ca.der")));
      }
    }
  }
}
