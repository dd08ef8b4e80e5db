package org.sessionvm.crypto.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.Bytes;

/** Contexts of the JDK's TLS, each for one side of a connection. */
public final class TlsContext {
  /** Guards nothing: the store that it opens never leaves this process. */
  private static final char[] IN_MEMORY = "in memory".toCharArray();

  private TlsContext() {}

  /**
   * A server's.
   *
   * @param clientAuthorities who may have issued the certificates of clients, if any is asked for
   */
  public static SSLContext ofServer(
      TlsIdentity identity, Optional<List<X509Certificate>> clientAuthorities) {
    return create(
        keys(identity),
        // Without authorities nobody is asked for a certificate, and none would be trusted.
        authorities(clientAuthorities.orElseGet(List::of)));
  }

  /**
   * A client's, which goes by authorities and checks the server's name.
   *
   * @param authorities empty are those of the Java platform
   * @param identity what the client shows where it is asked
   */
  public static SSLContext ofClient(
      Optional<List<X509Certificate>> authorities, Optional<TlsIdentity> identity) {
    return create(
        identity.map(TlsContext::keys).orElse(null),
        authorities.map(TlsContext::authorities).orElse(null));
  }

  /**
   * A client's, which trusts these certificates and no other.
   *
   * @param pins SHA-256 of each
   */
  public static SSLContext ofPins(Set<Bytes> pins, Optional<TlsIdentity> identity) {
    return create(
        identity.map(TlsContext::keys).orElse(null),
        new TrustManager[] {new PinnedCertificates(pins)});
  }

  private static SSLContext create(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private static KeyManager[] keys(TlsIdentity identity) {
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("own", identity.key(), IN_MEMORY, identity.chain());
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, IN_MEMORY);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that signs can be used for TLS", e);
    }
  }

  private static TrustManager[] authorities(List<X509Certificate> certificates) {
    try {
      KeyStore store = emptyStore();
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority" + i, certificates.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("certificates can be trusted", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, IN_MEMORY);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
  }
}
