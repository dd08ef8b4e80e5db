package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.crypto.tls.PemCertificates;
import org.sessionvm.crypto.tls.TlsContext;
import org.sessionvm.crypto.tls.TlsIdentity;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.Tls;
import org.sessionvm.rpc.Tls.ClientCertificates;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.testkit.tls.TestAuthority;
import org.sessionvm.testkit.tls.TestCertificate;

/** A listener with TLS, met by real handshakes. */
class TlsTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("authority");
  private static final TestAuthority CLIENTS = new TestAuthority("clients");
  private final Instant later = Instant.now().plus(Duration.ofDays(30));

  private final TestCertificate first = AUTHORITY.issue("first");

  private static TlsIdentity identity(TestCertificate certificate) {
    try {
      return TlsIdentity.ofPem(
          PemCertificates.read(certificate.chainPem()), certificate.keyPem(), new char[0]);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static SSLContext server(TestCertificate certificate) {
    return TlsContext.ofServer(identity(certificate), Optional.of(List.of(CLIENTS.certificate())));
  }

  private static SSLContext client(Optional<TestCertificate> own) {
    return TlsContext.ofClient(
        Optional.of(List.of(AUTHORITY.certificate())), own.map(TlsTest::identity));
  }

  /** Of an authority that only says that it is the right one: others' are not even shown. */
  private static TestCertificate stranger() {
    return new TestAuthority("clients").issue("wallet");
  }

  private static TestNode node(Tls tls) {
    RpcSettings.Listener plain = RpcSettings.Listener.loopback(0);
    return TestNode.options()
        .settings(
            new RpcSettings(
                new RpcSettings.Listener(plain.address(), Optional.of(tls), plain.namespaces()),
                Optional.empty(),
                RpcSettings.Access.LOCAL,
                RpcSettings.Bounds.DEFAULT,
                RpcSettings.Rates.DEFAULT))
        .start();
  }

  private static TlsConnection connect(TestNode node, SSLContext context) throws IOException {
    return new TlsConnection(node.server().address(), context);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void answersOverBothVersions(String algorithm) throws Exception {
    TestCertificate shown = AUTHORITY.issue("node", algorithm, later);
    try (TestNode node = node(new Tls(server(shown), ClientCertificates.NONE))) {
      for (String version : List.of("TLSv1.3", "TLSv1.2")) {
        try (TlsConnection connection = connect(node, client(Optional.empty())).offer(version)) {
          assertThat(connection.shown()).isEqualTo(shown.certificate());
          assertThat(connection.version()).isEqualTo(version);
          assertThat(connection.get("/readiness")).startsWith("HTTP/1.1 200");
        }
      }
    }
  }

  @Test
  void refusesAClientThatTakesOnlyWeakCiphers() throws Exception {
    TestCertificate shown = AUTHORITY.issue("node", "RSA", later);
    try (TestNode node = node(new Tls(server(shown), ClientCertificates.NONE));
        TlsConnection connection =
            connect(node, client(Optional.empty()))
                .offer("TLSv1.2")
                .ciphers("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256")) {
      assertThatThrownBy(connection::shown).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void isNotTrustedByThoseWhoDoNotKnowItsIssuer() throws Exception {
    SSLContext stranger =
        TlsContext.ofClient(Optional.of(List.of(CLIENTS.certificate())), Optional.empty());
    try (TestNode node = node(new Tls(server(first), ClientCertificates.NONE));
        TlsConnection connection = connect(node, stranger)) {
      assertThatThrownBy(connection::shown).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void isNotTrustedOnceItsCertificateHasExpired() throws Exception {
    TestCertificate expired =
        AUTHORITY.issue("node", "EC", Instant.now().minus(Duration.ofDays(1)));
    try (TestNode node = node(new Tls(server(expired), ClientCertificates.NONE));
        TlsConnection connection = connect(node, client(Optional.empty()))) {
      assertThatThrownBy(connection::shown)
          .isInstanceOf(SSLHandshakeException.class)
          .hasStackTraceContaining("CertificateExpired");
    }
  }

  @Test
  void aPinKnowsOneCertificateWhateverItsNameAndDates() throws Exception {
    TestCertificate expired =
        AUTHORITY.issue("node", "EC", Instant.now().minus(Duration.ofDays(1)));
    SSLContext pinned =
        TlsContext.ofPins(Set.of(identity(expired).fingerprint()), Optional.empty());
    try (TestNode node = node(new Tls(server(expired), ClientCertificates.NONE))) {
      try (TlsConnection connection = connect(node, pinned)) {
        assertThat(connection.get("/liveness")).startsWith("HTTP/1.1 200");
      }
    }
    try (TestNode other = node(new Tls(server(first), ClientCertificates.NONE));
        TlsConnection connection = connect(other, pinned)) {
      assertThatThrownBy(connection::shown).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void needsTheCertificateOfAClient() throws Exception {
    try (TestNode node = node(new Tls(server(first), ClientCertificates.NEEDED))) {
      try (TlsConnection known = connect(node, client(Optional.of(CLIENTS.issue("wallet"))))) {
        assertThat(known.get("/liveness")).startsWith("HTTP/1.1 200");
      }
      try (TlsConnection nobody = connect(node, client(Optional.empty()))) {
        assertThatThrownBy(() -> nobody.get("/liveness")).isInstanceOf(IOException.class);
      }
      try (TlsConnection stranger = connect(node, client(Optional.of(stranger())))) {
        assertThatThrownBy(() -> stranger.get("/liveness")).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void wantsTheCertificateOfAClientAndLetsInWhoHasNone() throws Exception {
    try (TestNode node = node(new Tls(server(first), ClientCertificates.WANTED))) {
      try (TlsConnection nobody = connect(node, client(Optional.empty()))) {
        assertThat(nobody.get("/liveness")).startsWith("HTTP/1.1 200");
      }
      try (TlsConnection stranger = connect(node, client(Optional.of(stranger())))) {
        assertThatThrownBy(() -> stranger.get("/liveness")).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void newConnectionsGetTheNewCertificateAndOpenOnesStay() throws Exception {
    TestCertificate second = AUTHORITY.issue("second");
    SSLContext client = client(Optional.empty());
    Tls tls = new Tls(server(first), ClientCertificates.NONE);
    try (TestNode node = node(tls);
        TlsConnection before = connect(node, client)) {
      assertThat(before.get("/liveness")).startsWith("HTTP/1.1 200");

      tls.replace(server(second));

      // The same client context: a session of before must not be taken up again.
      try (TlsConnection after = connect(node, client)) {
        assertThat(after.shown()).isEqualTo(second.certificate());
        assertThat(after.get("/liveness")).startsWith("HTTP/1.1 200");
      }
      assertThat(before.get("/liveness")).startsWith("HTTP/1.1 200");
      assertThat(before.shown()).isEqualTo(first.certificate());
    }
  }

  @Test
  void closesWhoDoesNotFinishTheHandshake() throws Exception {
    try (TestNode node = node(new Tls(server(first), ClientCertificates.NONE));
        TlsConnection silent = connect(node, client(Optional.empty()))) {
      long start = System.nanoTime();

      // A byte now and then keeps a connection from being idle.
      int sent = silent.dripUntilRefused(Duration.ofMillis(500));

      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      assertThat(sent).isPositive();
      assertThat(taken).isLessThan(Duration.ofSeconds(2 * Connections.HEAD_SECONDS_MAX));
    }
  }

  @Test
  void plainHttpIsNoAnswer() throws Exception {
    try (TestNode node = node(new Tls(server(first), ClientCertificates.NONE));
        TlsConnection plain = connect(node, client(Optional.empty()))) {
      assertThat(plain.sendPlain("GET /liveness HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .doesNotContain("HTTP/1.1 200");
    }
  }
}
