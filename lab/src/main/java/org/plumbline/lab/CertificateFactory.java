package org.plumbline.lab;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The lab's certificate authorities, and the certificates that they issue (RFC 5280). */
final class CertificateFactory {
  /** A certificate with its key and the chain that is sent, the leaf first. */
  record Issued(PrivateKey key, List<X509Certificate> chain) {}

  private record Authority(X500Name name, KeyPair keys, X509Certificate certificate) {}

  private static final Duration ROOT_AGE = Duration.ofDays(3_650);
  private static final Duration INTERMEDIATE_AGE = Duration.ofDays(1_000);
  private static final String CURVE = "secp256r1";
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int PEM_LINE = 64;

  private final long seed;
  private final Authority root;
  private final Authority intermediate;
  private final Authority stranger;
  private final ConcurrentMap<CertificateSpec, Issued> issued = new ConcurrentHashMap<>();

  CertificateFactory(long seed, Instant start) {
    this.seed = seed;
    root = authority("CN=Plumbline Lab Root", null, start, ROOT_AGE);
    intermediate = authority("CN=Plumbline Lab CA 1", root, start, INTERMEDIATE_AGE);
    stranger = authority("CN=Unknown Lab Root", null, start, ROOT_AGE);
  }

  X509Certificate root() {
    return root.certificate();
  }

  /** The root in PEM (RFC 7468). */
  String rootPem() {
    try {
      String body =
          Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'})
              .encodeToString(root.certificate().getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate of a specification: always the same one. */
  Issued issue(CertificateSpec spec) {
    return issued.computeIfAbsent(spec, this::make);
  }

  private Issued make(CertificateSpec spec) {
    KeyPair keys = keys();
    X500Name subject = new X500Name("CN=" + spec.names().getFirst());
    return switch (spec.issuer()) {
      case LAB -> {
        X509Certificate leaf = leaf(spec, subject, keys, intermediate.name(), intermediate.keys());
        yield new Issued(
            keys.getPrivate(),
            spec.chain() ? List.of(leaf, intermediate.certificate()) : List.of(leaf));
      }
      case SELF -> new Issued(keys.getPrivate(), List.of(leaf(spec, subject, keys, subject, keys)));
      case UNKNOWN ->
          new Issued(
              keys.getPrivate(),
              List.of(leaf(spec, subject, keys, stranger.name(), stranger.keys())));
    };
  }

  private X509Certificate leaf(
      CertificateSpec spec, X500Name subject, KeyPair keys, X500Name issuer, KeyPair signer) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serial(spec.toString()),
              Date.from(spec.from()),
              Date.from(spec.to()),
              subject,
              keys.getPublic());
      GeneralName[] names =
          spec.names().stream()
              .map(name ->
                  new GeneralName(
                      Forms.address(name).isPresent() ? GeneralName.iPAddress : GeneralName.dNSName,
                      name))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      return sign(builder, signer);
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Authority authority(
      String name,
      @org.jspecify.annotations.Nullable Authority above,
      Instant start,
      Duration age) {
    KeyPair keys = keys();
    X500Name subject = new X500Name(name);
    X500Name issuer = above == null ? subject : above.name();
    KeyPair signer = above == null ? keys : above.keys();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serial(name),
              Date.from(start.minus(age)),
              Date.from(start.plus(age)),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return new Authority(subject, keys, sign(builder, signer));
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private BigInteger serial(String subject) {
    return new BigInteger(
            1,
            java.nio.ByteBuffer.allocate(Long.BYTES)
                .putLong(Draw.bits(seed, "serial", subject))
                .array())
        .setBit(62);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
