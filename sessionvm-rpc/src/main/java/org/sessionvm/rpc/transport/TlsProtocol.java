package org.sessionvm.rpc.transport;

import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.sessionvm.rpc.Tls;

/** TLS 1.3 and 1.2 with forward secrecy and authenticated encryption, and nothing else. */
final class TlsProtocol {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** The three of TLS 1.3, and their like of TLS 1.2. */
  private static final String[] CIPHERS = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  };

  private TlsProtocol() {}

  /** TLS, and HTTP within it. */
  static SslConnectionFactory over(HttpConnectionFactory http, Tls tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setIncludeProtocols(PROTOCOLS);
    context.setIncludeCipherSuites(CIPHERS);
    context.setRenegotiationAllowed(false);
    context.setWantClientAuth(tls.clients() == Tls.ClientCertificates.WANTED);
    context.setNeedClientAuth(tls.clients() == Tls.ClientCertificates.NEEDED);
    context.setSslContext(tls.context());
    tls.follow(replacing(context));
    return new SslConnectionFactory(context, http.getProtocol());
  }

  private static Consumer<SSLContext> replacing(SslContextFactory.Server context) {
    return changed -> {
      try {
        context.reload(factory -> factory.setSslContext(changed));
      } catch (Exception e) {
        throw new IllegalStateException("the listener does not take the certificate", e);
      }
    };
  }
}
