package org.sessionvm.launcher.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.crypto.tls.TlsContext;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.testkit.tls.TestAuthority;
import org.sessionvm.testkit.tls.TestCertificate;
import picocli.CommandLine;

/** A real node with TLS: its files change, its operators and wallets go on. */
final class TlsNodeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "of the key store";

  private final TestAuthority authority = new TestAuthority("authority");
  private final TestCertificate first = authority.issue("first");

  @TempDir private Path directory = Path.of("");
  private Path data = Path.of("");
  private Path certificate = Path.of("");
  private Path key = Path.of("");
  private Path authorityFile = Path.of("");

  @BeforeEach
  void write() {
    data = directory.resolve("data");
    certificate = directory.resolve("chain.pem");
    key = directory.resolve("key.pem");
    write(first);
    authorityFile =
        TestCertificate.write(
            directory.resolve("ca.pem"),
            TestCertificate.chainPem(List.of(authority.certificate())));
  }

  private void write(TestCertificate made) {
    TestCertificate.write(certificate, made.chainPem());
    TestCertificate.write(key, made.keyPem());
  }

  private List<String> pemOptions() {
    List<String> options = new ArrayList<>();
    for (String listener : List.of("http", "metrics")) {
      options.addAll(List.of("--" + listener + "-tls-certificate-file", certificate.toString()));
      options.addAll(List.of("--" + listener + "-tls-key-file", key.toString()));
    }
    return options;
  }

  @Test
  void takesNewFilesAndKeepsTheOldCertificateWhereTheyAreBroken() throws Exception {
    try (ChildNode node = ChildNode.start(data, pemOptions());
        HttpClient open = trusting();
        HttpClient http = trusting()) {
      assertThat(node.url().getScheme()).isEqualTo("https");
      assertThat(shown(node.url())).isEqualTo(first.certificate());
      assertThat(get(open, node.url().resolve("/health")).at("/checks/listener/state").asText())
          .isEqualTo("ok");
      assertThat(run("admin", "flush", "--data-dir", data.toString())).contains("millis");
      assertThat(register(node.url())).startsWith("0 ");

      TestCertificate second = authority.issue("second", "RSA", Instant.now().plusSeconds(86_400));
      write(second);
      awaitShown(node.url(), second);
      awaitShown(node.metricsUrl(), second);
      // The certificate expires tomorrow, and operators on this machine go on at once.
      awaitHealth(http, node, "certificate", "warning");
      assertThat(run("admin", "flush", "--data-dir", data.toString())).contains("millis");
      assertThat(get(open, node.url().resolve("/health")).get("status").asText()).isEqualTo("ok");

      TestCertificate.write(key, authority.issue("other").keyPem());
      JsonNode broken = awaitHealth(http, node, "reload", "warning");
      assertThat(broken.get("ready").booleanValue()).isTrue();
      assertThat(broken.at("/checks/reload/warning").asText())
          .contains("httpTlsKeyFile")
          .contains("does not belong");
      assertThat(shown(node.url())).isEqualTo(second.certificate());
      assertThat(text(http, node.metricsUrl()))
          .contains("sessionvm_reload_failing{files=\"httpCertificate\"} 1.0")
          .contains("sessionvm_reload_failures_total{files=\"metricsCertificate\"}");
      assertThat(run("admin", "reload-certificates", "--data-dir", data.toString()))
          .contains("does not belong");

      TestCertificate third = authority.issue("third");
      write(third);
      assertThat(run("admin", "reload-certificates", "--data-dir", data.toString()))
          .contains("\"listener\":\"http\"")
          .doesNotContain("problem");
      assertThat(shown(node.url())).isEqualTo(third.certificate());
      awaitHealth(http, node, "reload", "ok");
      awaitHealth(http, node, "certificate", "ok");
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void needsCertificatesOfClientsAndOpensAKeyStoreByAVariable() throws Exception {
    Path store = TestCertificate.write(directory.resolve("store.p12"), first.pkcs12(PASSWORD));
    TestCertificate wallet = authority.issue("wallet");
    Path own = TestCertificate.write(directory.resolve("wallet.pem"), wallet.chainPem());
    Path secret = TestCertificate.write(directory.resolve("wallet.key"), wallet.keyPem());
    List<String> options = new ArrayList<>();
    for (String listener : List.of("http", "metrics")) {
      options.addAll(List.of("--" + listener + "-tls-key-store-file", store.toString()));
      options.addAll(List.of("--" + listener + "-tls-client-ca-file", authorityFile.toString()));
      options.addAll(List.of("--" + listener + "-tls-client-auth", "need"));
    }
    try (ChildNode node =
        ChildNode.start(
            data,
            options,
            process -> process.environment().put("SESSIONVM_TLS_PASSWORD", PASSWORD))) {
      String[] identity = {"--client-cert", own.toString(), "--client-key", secret.toString()};

      assertThat(register(node.url(), identity)).startsWith("0 ");
      assertThat(register(node.url())).startsWith("1 ").contains("no");
      assertThat(run(with(identity, "admin", "flush", "--data-dir", data.toString())))
          .contains("millis");
      for (String[] command : new String[][] {{"admin", "flush"}, {"store", "backup"}}) {
        assertThat(run(with(new String[] {"--data-dir", data.toString()}, command)))
            .startsWith("1 sessionvm: ")
            .hasLineCount(1);
      }

      TestCertificate second = authority.issue("second");
      TestCertificate.write(store, second.pkcs12(PASSWORD));
      awaitShown(node.url(), second);
      assertThat(String.join("\n", node.said())).doesNotContain(PASSWORD);
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void aWalletThatDoesNotKnowTheIssuerIsToldAtOnce() throws Exception {
    try (ChildNode node = ChildNode.start(data, pemOptions())) {
      long start = System.nanoTime();

      String said = registerTrusting(node.url(), Optional.empty());

      assertThat(said).startsWith("1 ").contains("no secure connection");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void opensslAgrees() throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/openssl"))) {
      System.out.println("skipped: there is no openssl here");
      return;
    }
    try (ChildNode node = ChildNode.start(data, pemOptions())) {
      String good = openssl(node.url(), "-verify_return_error", "-tls1_3");
      assertThat(good).contains("Verification: OK", "TLSv1.3", "CN=first");
      assertThat(openssl(node.url(), "-verify_return_error", "-tls1_2"))
          .contains("Verification: OK", "TLSv1.2");
      assertThat(openssl(node.url(), "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"))
          .doesNotContain("CN=first");
      assertThat(node.stop()).isZero();
    }
  }

  private String openssl(URI url, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/openssl", "s_client", "-connect", "127.0.0.1:" + url.getPort()));
    command.addAll(List.of("-servername", "localhost", "-CAfile", authorityFile.toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.replace("CN = ", "CN=");
  }

  private HttpClient trusting() {
    return HttpClient.newBuilder().sslContext(context()).build();
  }

  private SSLContext context() {
    return TlsContext.ofClient(Optional.of(List.of(authority.certificate())), Optional.empty());
  }

  /** What a new connection is shown; the handshake may fail later, for want of a certificate. */
  private X509Certificate shown(URI url) throws Exception {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
        SSLSocket socket =
            (SSLSocket)
                context()
                    .getSocketFactory()
                    .createSocket(plain, "127.0.0.1", url.getPort(), true)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private void awaitShown(URI url, TestCertificate wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!shown(url).equals(wanted.certificate())) {
      assertThat(System.nanoTime()).as("the new certificate is shown").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static JsonNode awaitHealth(HttpClient http, ChildNode node, String check, String state)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    URI page = node.url().resolve("/health");
    JsonNode health = get(http, page);
    while (!health.at("/checks/" + check + "/state").asText().equals(state)) {
      assertThat(System.nanoTime()).as(health.toString()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      health = get(http, page);
    }
    return health;
  }

  private static JsonNode get(HttpClient http, URI url) throws Exception {
    return new ObjectMapper().readTree(text(http, url));
  }

  private static String text(HttpClient http, URI url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(url).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private String register(URI url, String... more) throws Exception {
    return registerTrusting(url, Optional.of(authorityFile), more);
  }

  /** Makes an identity once, and registers it. */
  private String registerTrusting(URI url, Optional<Path> trusted, String... more)
      throws Exception {
    Path password = TestCertificate.write(directory.resolve("password"), new byte[] {'p', 'w'});
    String[] keystore = {
      "--keystore", directory.resolve("keys").toString(), "--password-file", password.toString()
    };
    run(with(keystore, "identity", "new", "alice"));
    List<String> command = new ArrayList<>(List.of("identity", "register", "alice"));
    command.addAll(List.of("--node", url.resolve("/").toString()));
    trusted.ifPresent(file -> command.addAll(List.of("--ca-file", file.toString())));
    command.addAll(List.of(more));
    return run(with(keystore, command.toArray(String[]::new)));
  }

  private static String[] with(String[] options, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private static String run(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine main = Main.create();
    main.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    int code = main.execute(arguments);
    return code + " " + said;
  }
}
