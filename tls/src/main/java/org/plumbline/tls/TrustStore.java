package org.plumbline.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom we trust to vouch for names.
 *
 * @param anchors certificates of certification authorities
 */
public record TrustStore(List<X509Certificate> anchors) {
  public TrustStore {
    anchors = List.copyOf(anchors);
  }

  /** The JDK's. */
  public static TrustStore system() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager each : factory.getTrustManagers()) {
        if (each instanceof X509TrustManager x509) {
          return new TrustStore(List.of(x509.getAcceptedIssuers()));
        }
      }
      throw new IllegalStateException("this JDK has no X.509 trust manager");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK's trust store cannot be read", e);
    }
  }

  /**
   * Those of a PEM file.
   *
   * @throws IOException when it cannot be read, or holds no certificate
   */
  public static TrustStore pem(Path file) throws IOException {
    try {
      return pem(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Those of a PEM text.
   *
   * @throws IllegalArgumentException when one cannot be read, or there is none
   */
  public static TrustStore pem(String text) {
    List<X509Certificate> anchors = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    try {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        anchors.add((X509Certificate) each);
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not a certificate: " + e.getMessage(), e);
    }
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException("holds no certificate");
    }
    return new TrustStore(anchors);
  }
}
