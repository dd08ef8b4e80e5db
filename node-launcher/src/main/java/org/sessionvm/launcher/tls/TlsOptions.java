package org.sessionvm.launcher.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sessionvm.crypto.tls.PemCertificates;
import org.sessionvm.crypto.tls.TlsContext;
import org.sessionvm.crypto.tls.TlsIdentity;
import org.sessionvm.crypto.tls.TlsMaterialException;
import org.sessionvm.launcher.files.BoundedFile;
import org.sessionvm.launcher.files.SecretFile;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.primitives.Bytes;
import picocli.CommandLine.Option;

/** Whom a command trusts to be the node, and what it shows to a node that asks who it is. */
public final class TlsOptions {
  private static final String CA_FILE = "--ca-file";
  private static final String CERTIFICATE = "--client-cert";
  private static final String KEY = "--client-key";
  private static final char[] NO_PASSWORD = {};

  @Option(
      names = CA_FILE,
      paramLabel = "FILE",
      defaultValue = "${env:SESSIONVM_CA_FILE}",
      description =
          "PEM certificates of who may have issued the node's; without it those of the Java"
              + " platform (environment: SESSIONVM_CA_FILE).")
  private @Nullable Path caFile;

  @Option(
      names = CERTIFICATE,
      paramLabel = "FILE",
      description = "Your certificate in PEM, for a node that asks; needs --client-key.")
  private @Nullable Path certificate;

  @Option(
      names = KEY,
      paramLabel = "FILE",
      description = "Its private key in PEM, mode 0600, without a password.")
  private @Nullable Path key;

  /**
   * For a node that is known by its name; empty where no option says anything.
   *
   * @throws SettingException that names the option and the file
   */
  public Optional<SSLContext> context() {
    Optional<List<X509Certificate>> authorities =
        Optional.ofNullable(caFile).map(file -> certificates(CA_FILE, file));
    Optional<TlsIdentity> identity = identity();
    return authorities.isEmpty() && identity.isEmpty()
        ? Optional.empty()
        : Optional.of(TlsContext.ofClient(authorities, identity));
  }

  /**
   * For a node that is known by its certificate.
   *
   * @param pins SHA-256 of those that it may show
   * @throws SettingException that names the option and the file
   */
  public Optional<SSLContext> context(Set<Bytes> pins) {
    return Optional.of(TlsContext.ofPins(pins, identity()));
  }

  private Optional<TlsIdentity> identity() {
    Path chain = certificate;
    Path secret = key;
    if ((chain == null) != (secret == null)) {
      throw new SettingException(CERTIFICATE + " and " + KEY + " are given together or not at all");
    }
    return chain == null || secret == null
        ? Optional.empty()
        : Optional.of(identity(certificates(CERTIFICATE, chain), secret));
  }

  private static TlsIdentity identity(List<X509Certificate> chain, Path secret) {
    byte[] pem = SecretFile.read(KEY, secret, TlsFiles.BYTES_MAX);
    try {
      return TlsIdentity.ofPem(chain, pem, NO_PASSWORD);
    } catch (TlsMaterialException e) {
      throw new SettingException(KEY + ": " + secret + " " + e.getMessage());
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private static List<X509Certificate> certificates(String option, Path file) {
    try {
      return PemCertificates.read(BoundedFile.read(option, file, TlsFiles.BYTES_MAX));
    } catch (TlsMaterialException e) {
      throw new SettingException(option + ": " + file + " " + e.getMessage());
    }
  }
}
