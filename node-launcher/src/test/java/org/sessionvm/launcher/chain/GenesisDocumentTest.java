package org.sessionvm.launcher.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.SettingsResolver;
import org.sessionvm.primitives.Bytes;

class GenesisDocumentTest {
  @Test
  void takesNoBytesForTheDefaults() {
    Genesis genesis = GenesisDocument.decode(Bytes.EMPTY);

    assertThat(genesis.rules()).isEqualTo(ChainRules.DEFAULT);
    assertThat(genesis.timestampMillis()).isZero();
  }

  @Test
  void readsTheShippedGenesisAsTheDefaults() throws IOException {
    Bytes bytes = Bytes.wrap(Files.readAllBytes(Path.of("..", "config", "genesis.json")));

    assertThat(GenesisDocument.decode(bytes).rules()).isEqualTo(ChainRules.DEFAULT);
  }

  @Test
  void readsBackWhatItWroteFromSettings() {
    EffectiveSettings settings =
        new SettingsResolver(Map.of())
            .resolve(Map.of("sessionTTL", "7", "auth", "open"), Optional.empty());

    Genesis genesis = GenesisDocument.create(settings, Bytes.fromHex("aa"), 5);

    assertThat(genesis.timestampMillis()).isEqualTo(5);
    assertThat(genesis.rules().sessionTtlSeconds()).isEqualTo(7);
    assertThat(genesis.rules().authentication()).isEqualTo(Authentication.OPEN);
    assertThat(GenesisDocument.decode(genesis.bytes())).isEqualTo(genesis);
  }

  @Test
  void makesOtherChainsOfOtherSeeds() {
    EffectiveSettings settings = new SettingsResolver(Map.of()).resolve(Map.of(), Optional.empty());

    assertThat(GenesisDocument.create(settings, Bytes.fromHex("aa"), 5).standaloneChainId())
        .isNotEqualTo(GenesisDocument.create(settings, Bytes.fromHex("ab"), 5).standaloneChainId());
  }

  @Test
  void namesWhatIsWrong() {
    assertRefused("{\"dataDir\":\"x\"}", "genesis: dataDir is not a rule of a chain");
    assertRefused("{\"sessionTTL\":\"1\"}", "genesis: sessionTTL must be a whole number");
    assertRefused("{\"sessionTTL\":0}", "genesis: sessionTTL must be from 1 to 315360000");
    assertRefused(
        "{\"timestamp\":-1}", "genesis: timestamp must be a whole number of milliseconds");
    assertRefused("[]", "the genesis must hold a JSON object");
    assertRefused("{", "the genesis is not valid JSON");
  }

  private static void assertRefused(String json, String message) {
    Bytes bytes = Bytes.wrap(json.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> GenesisDocument.decode(bytes))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(message);
  }
}
