package org.sessionvm.rpc;

import java.nio.file.Path;

/**
 * A certificate with its key, in a PKCS #12 file.
 *
 * <p>Holds the file's password, which is never shown; the file is read when the listener starts.
 */
public final class Tls {
  private final Path keyStore;
  private final String password;

  public Tls(Path keyStore, String password) {
    this.keyStore = keyStore;
    this.password = password;
  }

  /** The PKCS #12 file. */
  public Path keyStore() {
    return keyStore;
  }

  /** Opens the file and the key in it. */
  public String password() {
    return password;
  }

  @Override
  public String toString() {
    return "Tls[" + keyStore + "]";
  }
}
