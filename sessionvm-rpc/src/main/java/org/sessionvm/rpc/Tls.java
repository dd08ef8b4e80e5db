package org.sessionvm.rpc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * What a listener with TLS shows and whom it trusts, which may change while it runs: connections
 * that begin later get the new certificate, those that are open keep theirs. Safe for any thread.
 */
public final class Tls {
  /** Whether clients show certificates of their own. */
  public enum ClientCertificates {
    /** They are not asked. */
    NONE,
    /** They are asked; one that is shown must be trusted. */
    WANTED,
    /** None without one gets in. */
    NEEDED
  }

  private final ClientCertificates clients;
  private final List<Consumer<SSLContext>> followers = new CopyOnWriteArrayList<>();
  private volatile SSLContext context;

  /**
   * For one listener.
   *
   * @param context has the certificate, its key, and those that may have issued clients' ones
   */
  public Tls(SSLContext context, ClientCertificates clients) {
    this.context = context;
    this.clients = clients;
  }

  /** Whether clients are asked. */
  public ClientCertificates clients() {
    return clients;
  }

  /** For connections that begin now. */
  public SSLContext context() {
    return context;
  }

  /** From now on this one. */
  public synchronized void replace(SSLContext changed) {
    context = changed;
    followers.forEach(each -> each.accept(changed));
  }

  /** Is told of each change from now on. */
  public synchronized void follow(Consumer<SSLContext> follower) {
    followers.add(follower);
  }

  @Override
  public String toString() {
    return "Tls[clients=" + clients + "]";
  }
}
