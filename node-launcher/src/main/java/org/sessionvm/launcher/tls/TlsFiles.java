package org.sessionvm.launcher.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sessionvm.crypto.tls.PemCertificates;
import org.sessionvm.crypto.tls.Pkcs12;
import org.sessionvm.crypto.tls.TlsIdentity;
import org.sessionvm.crypto.tls.TlsMaterialException;
import org.sessionvm.launcher.files.BoundedFile;
import org.sessionvm.launcher.files.SecretFile;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.TlsSettings;

/** The files of one listener's TLS, as its settings name them. */
final class TlsFiles {
  /** Longest file of certificates, keys or both. */
  static final int BYTES_MAX = 1 << 20;

  private final EffectiveSettings settings;
  private final TlsSettings names;
  private final TlsPassword password;

  /**
   * Where they are.
   *
   * @param passwordVariable used where no file of a password is named
   * @throws SettingException when the settings contradict each other
   */
  TlsFiles(EffectiveSettings settings, TlsSettings names, Optional<String> passwordVariable) {
    this.settings = settings;
    this.names = names;
    this.password =
        new TlsPassword(names.passwordFile().name(), path(names.passwordFile()), passwordVariable);
    refuseContradictions();
  }

  /** Whether the listener has TLS at all. */
  boolean isEmpty() {
    return path(names.certificateFile()).isEmpty() && path(names.keyStoreFile()).isEmpty();
  }

  private void refuseContradictions() {
    boolean certificate = path(names.certificateFile()).isPresent();
    require(
        certificate == path(names.keyFile()).isPresent(),
        names.certificateFile().name() + " and " + names.keyFile().name() + " go together");
    require(
        !certificate || path(names.keyStoreFile()).isEmpty(),
        names.keyStoreFile().name() + " holds all; " + names.certificateFile().name() + " must go");
    boolean asked = !settings.text(names.clientAuth()).equals(TlsSettings.CLIENTS_NOT_ASKED);
    require(
        asked == path(names.clientCaFile()).isPresent(),
        names.clientCaFile().name()
            + " is needed for, and only for, "
            + names.clientAuth().name()
            + " want or need");
    require(
        !isEmpty() || (!asked && path(names.passwordFile()).isEmpty()),
        names.listener()
            + "Addr has no TLS without "
            + names.certificateFile().name()
            + " or "
            + names.keyStoreFile().name());
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new SettingException(problem);
    }
  }

  /** Every file. */
  List<Path> paths() {
    return Stream.of(
            names.certificateFile(),
            names.keyFile(),
            names.keyStoreFile(),
            names.passwordFile(),
            names.clientCaFile())
        .flatMap(setting -> path(setting).stream())
        .toList();
  }

  /** The listener's certificate and key; throws {@link SettingException}. */
  TlsIdentity identity() {
    char[] opening = password.read();
    try {
      return path(names.keyStoreFile())
          .map(file -> keyStore(file, opening))
          .orElseGet(() -> pem(opening));
    } finally {
      Arrays.fill(opening, '\0');
    }
  }

  private TlsIdentity keyStore(Path file, char[] opening) {
    byte[] bytes = SecretFile.read(names.keyStoreFile().name(), file, BYTES_MAX);
    try {
      return Pkcs12.read(bytes, opening);
    } catch (TlsMaterialException e) {
      throw wrong(names.keyStoreFile(), file, e);
    }
  }

  private TlsIdentity pem(char[] opening) {
    Path file = path(names.keyFile()).orElseThrow();
    List<X509Certificate> chain = certificates(names.certificateFile());
    byte[] key = SecretFile.read(names.keyFile().name(), file, BYTES_MAX);
    try {
      return TlsIdentity.ofPem(chain, key, opening);
    } catch (TlsMaterialException e) {
      throw wrong(names.keyFile(), file, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Who issues certificates of clients, if they are asked; throws {@link SettingException}. */
  Optional<List<X509Certificate>> clientAuthorities() {
    return path(names.clientCaFile()).map(_ -> certificates(names.clientCaFile()));
  }

  private List<X509Certificate> certificates(Setting setting) {
    Path file = path(setting).orElseThrow();
    try {
      return PemCertificates.read(BoundedFile.read(setting.name(), file, BYTES_MAX));
    } catch (TlsMaterialException e) {
      throw wrong(setting, file, e);
    }
  }

  private static SettingException wrong(Setting setting, Path file, TlsMaterialException e) {
    return new SettingException(setting.name() + ": " + file + " " + e.getMessage());
  }

  private Optional<Path> path(Setting setting) {
    return Optional.of(settings.text(setting)).filter(text -> !text.isEmpty()).map(Path::of);
  }
}
