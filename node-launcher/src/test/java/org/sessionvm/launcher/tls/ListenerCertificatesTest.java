package org.sessionvm.launcher.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.SettingsResolver;
import org.sessionvm.rpc.admin.Certificates;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.testkit.tls.TestAuthority;
import org.sessionvm.testkit.tls.TestCertificate;

/** What settings and files of certificates are taken, and what is said of the others. */
class ListenerCertificatesTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("authority");
  private final Instant yearEnd = Instant.now().plus(Duration.ofDays(300));

  @TempDir private Path directory = Path.of("");
  private final Map<String, String> options = new HashMap<>();
  private Path certificate = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void write() {
    certificate = directory.resolve("chain.pem");
    key = directory.resolve("key.pem");
    write(AUTHORITY.issue("node"));
    options.put("httpTlsCertificateFile", certificate.toString());
    options.put("httpTlsKeyFile", key.toString());
  }

  private void write(TestCertificate made) {
    TestCertificate.write(certificate, made.chainPem());
    TestCertificate.write(key, made.keyPem());
  }

  private ListenerCertificates open() {
    return ListenerCertificates.open(
        new SettingsResolver(Map.of()).resolve(options, Optional.empty()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void refused(String... parts) {
    assertThatThrownBy(this::open)
        .isInstanceOf(SettingException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void thereIsNoneWithoutSettings() {
    options.clear();

    assertThat(open().http()).isEmpty();
    assertThat(open().check(System::currentTimeMillis)).isEmpty();
  }

  @Test
  void refusesSettingsThatContradictEachOther() {
    options.remove("httpTlsKeyFile");
    refused("httpTlsCertificateFile", "httpTlsKeyFile", "go together");
    options.put("httpTlsKeyFile", key.toString());
    options.put("httpTlsKeyStoreFile", key.toString());
    refused("httpTlsKeyStoreFile", "httpTlsCertificateFile must go");
    options.remove("httpTlsKeyStoreFile");
    options.put("httpTlsClientAuth", "need");
    refused("httpTlsClientCaFile is needed");
    options.clear();
    options.put("metricsTlsClientAuth", "want");
    options.put("metricsTlsClientCaFile", certificate.toString());
    refused("metricsAddr has no TLS without metricsTlsCertificateFile");
  }

  @Test
  void namesTheSettingAndTheFileThatIsNoGood() throws Exception {
    TestCertificate.write(key, AUTHORITY.issue("other").keyPem());
    refused("httpTlsKeyFile", key.toString(), "does not belong to the certificate");
    TestCertificate.write(certificate, new byte[0]);
    refused("httpTlsCertificateFile", certificate.toString(), "holds no certificate");
    Files.delete(key);
    write(AUTHORITY.issue("node"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    refused("httpTlsKeyFile", key.toString(), "chmod 600");
    Files.delete(key);
    refused("httpTlsKeyFile", "there is no " + key);
  }

  @Test
  void aKeyStoreNeedsItsPassword() {
    Path store =
        TestCertificate.write(directory.resolve("s.p12"), AUTHORITY.issue("n").pkcs12("right"));
    Path password = TestCertificate.write(directory.resolve("password"), ascii("right\n"));
    options.clear();
    options.put("metricsTlsKeyStoreFile", store.toString());
    refused("metricsTlsKeyStoreFile", store.toString());
    options.put("metricsTlsPasswordFile", password.toString());
    assertThat(open().metrics()).isPresent();
    TestCertificate.write(password, ascii("wrong\n"));
    refused("cannot be opened with the password");
  }

  @Test
  void keepsTheCertificateOfBeforeWhereFilesAreNoGood() {
    ListenerCertificates certificates = open();
    Instant before = certificates.http().orElseThrow().dates().notAfter();
    var shown = certificates.http().orElseThrow().tls().context();
    write(AUTHORITY.issue("node", "EC", yearEnd));
    TestCertificate.write(key, AUTHORITY.issue("other").keyPem());

    Certificates.Report broken = certificates.reload().getFirst();

    assertThat(broken.problem()).isPresent();
    assertThat(broken.notAfter()).isEqualTo(before);
    assertThat(certificates.http().orElseThrow().tls().context()).isSameAs(shown);

    write(AUTHORITY.issue("node", "EC", yearEnd));
    Certificates.Report good = certificates.reload().getFirst();

    assertThat(good.problem()).isEmpty();
    assertThat(good.notAfter().getEpochSecond()).isEqualTo(yearEnd.getEpochSecond());
    assertThat(certificates.http().orElseThrow().tls().context()).isNotSameAs(shown);
  }

  /** Whoever pins must know the next certificate before the listener shows it. */
  @Test
  void tellsOfTheNextCertificateAndTheLast() {
    ListenerCertificate http = open().http().orElseThrow();
    List<Integer> known = new ArrayList<>();
    List<Object> shownThen = new ArrayList<>();
    http.follow(
        pins -> {
          known.add(pins.size());
          shownThen.add(http.tls().context());
        });
    Object before = http.tls().context();
    write(AUTHORITY.issue("node"));

    http.files().reload();

    assertThat(known).containsExactly(1, 2);
    assertThat(shownThen.get(1)).isSameAs(before);
  }

  @Test
  void warnsOfDatesAndShowsThem() {
    assertThat(stateAt(Instant.now())).isEqualTo(HealthState.Level.OK);
    write(AUTHORITY.issue("node", "EC", yearEnd));
    Instant warned = yearEnd.minus(CertificateDates.WARN_BEFORE);
    assertThat(stateAt(warned.minusSeconds(1))).isEqualTo(HealthState.Level.OK);
    assertThat(stateAt(warned.plusSeconds(1))).isEqualTo(HealthState.Level.WARNING);
    assertThat(stateAt(yearEnd)).isEqualTo(HealthState.Level.WARNING);
    assertThat(stateAt(Instant.now().minus(Duration.ofDays(3))))
        .isEqualTo(HealthState.Level.WARNING);
    try (NodeMetrics metrics = new NodeMetrics()) {
      open().bind(metrics);
      assertThat(metrics.scrape())
          .contains("sessionvm_certificate_expiry_timestamp_seconds{listener=\"http\"} ");
    }
  }

  private HealthState.Level stateAt(Instant now) {
    return open().check(now::toEpochMilli).orElseThrow().state().get().level();
  }
}
