package org.sessionvm.crypto.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A certificate, its issuers and its key in one PKCS #12 file. */
public final class Pkcs12 {
  private Pkcs12() {}

  /**
   * What is in it.
   *
   * @param password of the file and the key, which the caller wipes
   * @throws TlsMaterialException when the password is wrong, or it holds not exactly one key
   */
  public static TlsIdentity read(byte[] pkcs12, char[] password) throws TlsMaterialException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(pkcs12), password);
      String alias = keyAlias(store);
      if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
        throw new TlsMaterialException("holds a key that is not a private one");
      }
      return new TlsIdentity(key, chain(store, alias));
    } catch (TlsMaterialException e) {
      throw e;
    } catch (IOException e) {
      throw new TlsMaterialException(
          e.getCause() instanceof UnrecoverableKeyException
              ? "cannot be opened with the password"
              : "is not PKCS #12");
    } catch (GeneralSecurityException e) {
      throw new TlsMaterialException("holds what cannot be read");
    }
  }

  private static String keyAlias(KeyStore store) throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.size() != 1) {
      throw new TlsMaterialException("holds " + keys.size() + " private keys and not one");
    }
    return keys.getFirst();
  }

  private static List<X509Certificate> chain(KeyStore store, String alias)
      throws GeneralSecurityException {
    Certificate[] chain = store.getCertificateChain(alias);
    if (chain == null || chain.length == 0) {
      throw new TlsMaterialException("holds no certificate of its key");
    }
    return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
  }
}
