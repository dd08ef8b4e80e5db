package org.sessionvm.launcher.tls;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sessionvm.crypto.tls.TlsContext;
import org.sessionvm.crypto.tls.TlsIdentity;
import org.sessionvm.launcher.files.ReloadedFiles;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.TlsSettings;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate of one listener, as it is in use, and the files that it comes from. */
public final class ListenerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerCertificate.class);

  private final String listener;
  private final List<Consumer<Set<Bytes>>> followers = new CopyOnWriteArrayList<>();
  private final ReloadedFiles files;
  private @Nullable Tls tls;
  private volatile @Nullable TlsIdentity identity;

  private ListenerCertificate(TlsFiles from, TlsSettings names, Tls.ClientCertificates clients) {
    this.listener = names.listener();
    this.files =
        ReloadedFiles.take(
            names.listener() + "Certificate", from.paths(), () -> take(from, clients));
  }

  /**
   * Of a listener, if it has one.
   *
   * @throws org.sessionvm.launcher.settings.SettingException when settings or files are no good
   */
  public static Optional<ListenerCertificate> open(EffectiveSettings settings, TlsSettings names) {
    TlsFiles from =
        new TlsFiles(
            settings, names, Optional.ofNullable(System.getenv(TlsSettings.PASSWORD_VARIABLE)));
    return from.isEmpty()
        ? Optional.empty()
        : Optional.of(new ListenerCertificate(from, names, clients(settings, names)));
  }

  private static Tls.ClientCertificates clients(EffectiveSettings settings, TlsSettings names) {
    return switch (settings.text(names.clientAuth())) {
      case TlsSettings.CLIENTS_REQUIRED -> Tls.ClientCertificates.NEEDED;
      case TlsSettings.CLIENTS_ASKED -> Tls.ClientCertificates.WANTED;
      default -> Tls.ClientCertificates.NONE;
    };
  }

  /** Everything is read before anything changes. */
  private synchronized void take(TlsFiles from, Tls.ClientCertificates clients) {
    TlsIdentity taken = from.identity();
    SSLContext context = TlsContext.ofServer(taken, from.clientAuthorities());
    TlsIdentity before = identity;
    tell(before, taken);
    if (tls == null) {
      tls = new Tls(context, clients);
    } else {
      tls.replace(context);
    }
    identity = taken;
    CertificateDates.of(taken)
        .problem(Instant.now())
        .ifPresent(problem -> LOG.warn("the certificate of {}Addr {}", listener, problem));
  }

  /** Before the new one is shown, so that nobody meets it who was not told. */
  private void tell(@Nullable TlsIdentity before, TlsIdentity taken) {
    Set<Bytes> pins = new LinkedHashSet<>();
    pins.add(taken.fingerprint());
    if (before != null) {
      pins.add(before.fingerprint());
    }
    followers.forEach(each -> each.accept(pins));
  }

  /** Is told now, and before each change, which certificates the listener may show. */
  public synchronized void follow(Consumer<Set<Bytes>> follower) {
    followers.add(follower);
    follower.accept(Set.of(identity().fingerprint()));
  }

  /** {@code http} or {@code metrics}. */
  public String listener() {
    return listener;
  }

  /** What the listener shows. */
  public synchronized Tls tls() {
    return require(tls);
  }

  /** From when to when the certificate in use is good. */
  public CertificateDates dates() {
    return CertificateDates.of(identity());
  }

  /** The files behind it. */
  public ReloadedFiles files() {
    return files;
  }

  private TlsIdentity identity() {
    return require(identity);
  }

  /** Both are there once the files were taken, which is before anybody has this. */
  private static <T> T require(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("no certificate was taken");
    }
    return value;
  }
}
