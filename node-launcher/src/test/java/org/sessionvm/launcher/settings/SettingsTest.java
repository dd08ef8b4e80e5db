package org.sessionvm.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTest {
  /** A default that changes is a change for every operator, so it is written down twice. */
  @Test
  void hasTheRecordedDefaults() {
    assertThat(Settings.all().stream().map(s -> s.name() + "=" + s.defaultText()))
        .containsExactly(
            "sessionTTL=86400",
            "maxMessages=10000",
            "maxChannels=1000",
            "retentionDays=30",
            "idPrefix=07",
            "auth=signed",
            "ciphertextBytesMax=262144",
            "participantsMax=100",
            "metadataBytesMax=4096",
            "pendingMessagesMax=100",
            "pendingBytesMax=1048576",
            "unprovedSessionsMax=100000",
            "sessionRenewalMax=2592000",
            "dataDir=./data",
            "httpAddr=127.0.0.1:9652",
            "metricsAddr=127.0.0.1:9655",
            "httpTlsCertificateFile=",
            "httpTlsKeyFile=",
            "httpTlsKeyStoreFile=",
            "httpTlsPasswordFile=",
            "httpTlsClientCaFile=",
            "httpTlsClientAuth=none",
            "metricsTlsCertificateFile=",
            "metricsTlsKeyFile=",
            "metricsTlsKeyStoreFile=",
            "metricsTlsPasswordFile=",
            "metricsTlsClientCaFile=",
            "metricsTlsClientAuth=none",
            "httpNamespaces=session,message,identity,handle,channel,node,live,rpc",
            "metricsNamespaces=node,rpc,admin",
            "operatorTokensFile=",
            "httpAllowedHosts=localhost",
            "httpCorsOrigins=",
            "httpBodyBytesMax=1048576",
            "httpBatchMax=100",
            "httpConnectionsMax=8192",
            "httpIdleSeconds=30",
            "acceptTimeoutMillis=10000",
            "requestsPerSecond=-1",
            "writesPerSecond=-1",
            "cryptoProvider=auto",
            "logLevel=info",
            "logFormat=text",
            "logFile=",
            "logFileBytesMax=16777216",
            "logFilesKept=7",
            "mempoolTransactionsMax=8192",
            "mempoolBytesMax=67108864",
            "verificationQueueMax=4096",
            "maintenanceSeconds=60",
            "keepPayloads=false",
            "storeCacheBytes=50331648",
            "acknowledgeBeforeSync=false",
            "storeFreeBytesMin=134217728",
            "storeFreeBytesWarn=1073741824",
            "backupDir=",
            "backupsKept=7");
  }

  @Test
  void namesEverySettingOnceInEachOfItsForms() {
    for (Stream<String> names :
        List.of(
            Settings.all().stream().map(Setting::name),
            Settings.all().stream().map(Setting::optionName),
            Settings.all().stream().map(Setting::environmentName))) {
      assertThat(names).doesNotHaveDuplicates();
    }
  }

  @Test
  void derivesOptionAndVariableFromTheName() {
    assertThat(Settings.SESSION_TTL.optionName()).isEqualTo("--session-ttl");
    assertThat(Settings.SESSION_TTL.environmentName()).isEqualTo("SESSIONVM_SESSION_TTL");
    assertThat(Settings.HTTP_ADDR.environmentName()).isEqualTo("SESSIONVM_ADDR");
  }

  @Test
  void acceptsEveryDefault() {
    assertThat(Settings.all())
        .allSatisfy(setting -> assertThat(setting.problem(setting.defaultText())).isEmpty());
  }
}
