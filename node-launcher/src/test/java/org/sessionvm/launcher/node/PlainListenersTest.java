package org.sessionvm.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingsResolver;
import org.sessionvm.launcher.tls.ListenerCertificates;
import org.sessionvm.testkit.tls.TestAuthority;
import org.sessionvm.testkit.tls.TestCertificate;

class PlainListenersTest {
  private static List<String> warnings(Map<String, String> options) {
    EffectiveSettings settings = new SettingsResolver(Map.of()).resolve(options, Optional.empty());
    return PlainListeners.warnings(
        RpcModule.rpcSettings(settings, ListenerCertificates.open(settings)));
  }

  @Test
  void warnsOfEachPlainAddressThatOthersReach() {
    assertThat(warnings(Map.of())).isEmpty();
    assertThat(warnings(Map.of("httpAddr", ":9652")))
        .singleElement()
        .asString()
        .contains("httpAddr", "httpTlsCertificateFile");
    assertThat(warnings(Map.of("httpAddr", "0.0.0.0:1", "metricsAddr", "0.0.0.0:2"))).hasSize(2);
  }

  @Test
  void oneWithACertificateIsNotPlain(@TempDir Path directory) {
    TestCertificate made = new TestAuthority("authority").issue("node");
    Path chain = TestCertificate.write(directory.resolve("chain.pem"), made.chainPem());
    Path key = TestCertificate.write(directory.resolve("key.pem"), made.keyPem());

    assertThat(
            warnings(
                Map.of(
                    "httpAddr",
                    "0.0.0.0:1",
                    "httpTlsCertificateFile",
                    chain.toString(),
                    "httpTlsKeyFile",
                    key.toString())))
        .isEmpty();
  }
}
