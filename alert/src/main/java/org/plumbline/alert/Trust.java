package org.plumbline.alert;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Which receivers are believed to be who they say. */
final class Trust {
  private Trust() {}

  /**
   * Sockets that believe who has a certificate under these roots.
   *
   * @param roots empty means those of the system
   */
  static SSLSocketFactory in(List<X509Certificate> roots) {
    try {
      if (roots.isEmpty()) {
        return SSLContext.getDefault().getSocketFactory();
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < roots.size(); i++) {
        store.setCertificateEntry("root " + i, roots.get(i));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this platform has no TLS that can be used", e);
    }
  }
}
