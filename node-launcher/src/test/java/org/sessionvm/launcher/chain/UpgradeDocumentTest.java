package org.sessionvm.launcher.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.RulesChanges;
import org.sessionvm.state.RulesRow;

class UpgradeDocumentTest {
  private static List<RulesRow> decode(String text) {
    return UpgradeDocument.decode(
        Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)), ChainRules.DEFAULT);
  }

  @Test
  void bindsFromItsTimeOn() {
    List<RulesRow> upgrades =
        decode(
            """
            {"upgrades": [{"timestamp": 1000, "retentionDays": 10, "sessionTTL": 60},
                          {"timestamp": 2000, "retentionDays": 20}]}""");

    var history = RulesChanges.history(ChainRules.DEFAULT, upgrades);
    assertThat(history.at(999)).isEqualTo(ChainRules.DEFAULT);
    assertThat(Rule.RETENTION_DAYS.of(history.at(1_000))).isEqualTo(10);
    assertThat(Rule.SESSION_TTL.of(history.at(2_000))).isEqualTo(60);
    assertThat(Rule.RETENTION_DAYS.of(history.at(2_000))).isEqualTo(20);
  }

  @Test
  void isEmptyWhereNothingIsSaid() {
    assertThat(decode("")).isEmpty();
    assertThat(decode("{}")).isEmpty();
    assertThat(decode("{\"upgrades\": []}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"upgrade\": []}; upgrade is not known",
        "{\"upgrades\": {}}; must be an array",
        "{\"upgrades\": [1]}; upgrades[0] must be an object",
        "{\"upgrades\": [{\"retentionDays\": 1}]}; upgrades[0].timestamp is missing",
        "{\"upgrades\": [{\"timestamp\": 1}]}; upgrades[0]: a change of rules names at least one",
        "{\"upgrades\": [{\"timestamp\": -1, \"retentionDays\": 1}]}; upgrades[0]",
        "{\"upgrades\": [{\"timestamp\": 1, \"auth\": \"open\"}]}; upgrades[0].auth is no rule",
        "{\"upgrades\": [{\"timestamp\": 1, \"retentionDays\": 0}]}; retentionDays must be from 1",
        "{\"upgrades\": [{\"timestamp\": 1, \"retentionDays\": 1.5}]}; must be a whole number",
        "{\"upgrades\": [{\"timestamp\": 2, \"retentionDays\": 1},"
            + "{\"timestamp\": 2, \"retentionDays\": 2}]}; rising times"
      })
  void refusesByName(String text, String reason) {
    assertThatThrownBy(() -> decode(text))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(reason);
  }
}
