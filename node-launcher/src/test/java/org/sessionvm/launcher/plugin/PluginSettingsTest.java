package org.sessionvm.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.primitives.Bytes;

class PluginSettingsTest {
  private static final Path STORE = Path.of("/chain/store-1");

  private static PluginSettings read(String configuration) {
    return PluginSettings.read(
        Bytes.wrap(configuration.getBytes(StandardCharsets.UTF_8)), STORE, ChainRules.DEFAULT);
  }

  @Test
  void hasTheDefaultsWhereTheConfigurationSaysNothing() {
    PluginSettings settings = read("");

    assertThat(settings.resync()).isFalse();
    assertThat(settings.settings().text(Settings.DATA_DIR)).isEqualTo(STORE.toString());
    assertThat(settings.settings().number(Settings.HTTP_BATCH_MAX)).isEqualTo(100);
  }

  @Test
  void takesSettingsAndRepeatedRules() {
    PluginSettings settings =
        read(
            "{\"httpBatchMax\": 7, \"resync\": true, \"retentionDays\": 30, \"auth\": \"signed\"}");

    assertThat(settings.resync()).isTrue();
    assertThat(settings.settings().number(Settings.HTTP_BATCH_MAX)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"httpAddr\": \"0.0.0.0:1\"}; httpAddr is for a node of its own",
        "{\"dataDir\": \"/elsewhere\"}; dataDir is for a node of its own",
        "{\"httpTlsKeyFile\": \"key\"}; httpTlsKeyFile is for a node of its own",
        "{\"operatorTokensFile\": \"t\"}; operatorTokensFile is for a node of its own",
        "{\"retentionDays\": 31}; retentionDays is a rule of the chain",
        "{\"auth\": \"open\"}; auth is a rule of the chain",
        "{\"resync\": 1}; resync must be true or false",
        "{\"nonsense\": 1}; nonsense is not a setting",
        "{\"httpBatchMax\": 0}; httpBatchMax must be from 1",
        "{\"httpBatchMax\": 1, \"httpBatchMax\": 2}; the chain's config is not valid JSON",
        "[]; the chain's config must hold a JSON object",
        "{; the chain's config is not valid JSON"
      })
  void refusesByName(String configuration, String reason) {
    assertThatThrownBy(() -> read(configuration))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(reason);
  }
}
