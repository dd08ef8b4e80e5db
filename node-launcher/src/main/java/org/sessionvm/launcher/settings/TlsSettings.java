package org.sessionvm.launcher.settings;

/**
 * The settings of one listener's TLS; without a certificate it is plain.
 *
 * @param listener {@code http} or {@code metrics}
 * @param certificateFile the chain in PEM, its own certificate first
 * @param keyFile the key in PEM
 * @param keyStoreFile both in PKCS #12, instead
 * @param passwordFile opens the key or the key store
 * @param clientCaFile who issues certificates of clients
 * @param clientAuth whether clients are asked for one
 */
public record TlsSettings(
    String listener,
    Setting certificateFile,
    Setting keyFile,
    Setting keyStoreFile,
    Setting passwordFile,
    Setting clientCaFile,
    Setting clientAuth) {
  /** Holds a password where no file is named; no setting, so that it is shown nowhere. */
  public static final String PASSWORD_VARIABLE = "SESSIONVM_TLS_PASSWORD";

  /** Nobody is asked for a certificate. */
  public static final String CLIENTS_NOT_ASKED = "none";

  /** A certificate that is shown must be trusted. */
  public static final String CLIENTS_ASKED = "want";

  /** Nobody gets in without a certificate. */
  public static final String CLIENTS_REQUIRED = "need";
}
