package org.sessionvm.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.settings.EffectiveSettings.Source;
import org.sessionvm.launcher.settings.EffectiveSettings.Value;

class SettingsResolverTest {
  @TempDir Path directory;

  @Test
  void takesTheOptionBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws IOException {
    Path file = file("{\"sessionTTL\":3,\"maxMessages\":3,\"maxChannels\":3}");
    SettingsResolver resolver =
        new SettingsResolver(Map.of("SESSIONVM_SESSION_TTL", "2", "SESSIONVM_MAX_MESSAGES", "2"));

    EffectiveSettings settings = resolver.resolve(Map.of("sessionTTL", "1"), Optional.of(file));

    assertThat(settings.value(Settings.SESSION_TTL))
        .isEqualTo(new Value("1", Source.OPTION, "--session-ttl"));
    assertThat(settings.value(Settings.MAX_MESSAGES))
        .isEqualTo(new Value("2", Source.ENVIRONMENT, "SESSIONVM_MAX_MESSAGES"));
    assertThat(settings.value(Settings.MAX_CHANNELS))
        .isEqualTo(new Value("3", Source.FILE, file.toString()));
    assertThat(settings.value(Settings.RETENTION_DAYS))
        .isEqualTo(new Value("30", Source.DEFAULT, ""));
  }

  @Test
  void readsListsFlagsAndTextFromAFile() throws IOException {
    Path file =
        file("{\"httpAllowedHosts\":[\"a\",\"b\"],\"keepPayloads\":true,\"auth\":\"open\"}");

    EffectiveSettings settings = resolve(Map.of(), file);

    assertThat(settings.list(Settings.HTTP_ALLOWED_HOSTS)).isEqualTo(List.of("a", "b"));
    assertThat(settings.flag(Settings.KEEP_PAYLOADS)).isTrue();
    assertThat(settings.text(Settings.AUTH)).isEqualTo("open");
  }

  @Test
  void namesAnUnknownKey() throws IOException {
    Path file = file("{\"sessionTtl\":3}");

    assertThatThrownBy(() -> resolve(Map.of(), file))
        .isInstanceOf(SettingException.class)
        .hasMessage("sessionTtl is not a setting");
  }

  @Test
  void namesAnUnknownVariable() {
    SettingsResolver resolver = new SettingsResolver(Map.of("SESSIONVM_SESION_TTL", "2"));

    assertThatThrownBy(() -> resolver.resolve(Map.of(), Optional.empty()))
        .isInstanceOf(SettingException.class)
        .hasMessage("SESSIONVM_SESION_TTL is not a setting");
  }

  @Test
  void namesAKeyOfTheWrongType() throws IOException {
    Path file = file("{\"maxMessages\":\"3\"}");

    assertThatThrownBy(() -> resolve(Map.of(), file))
        .isInstanceOf(SettingException.class)
        .hasMessage("maxMessages must be a whole number");
  }

  @Test
  void namesAValueOutOfBoundsByTheWayItCame() throws IOException {
    Path file = file("{\"retentionDays\":0}");

    assertThatThrownBy(() -> resolve(Map.of(), file))
        .hasMessage("retentionDays must be from 1 to 36500");
    assertThatThrownBy(() -> resolve(Map.of("retentionDays", "x"), file))
        .hasMessage("--retention-days must be a whole number");
  }

  @Test
  void refusesAKeyThatStandsTwice() throws IOException {
    Path file = file("{\"maxMessages\":3,\"maxMessages\":4}");

    assertThatThrownBy(() -> resolve(Map.of(), file))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("maxMessages");
  }

  @Test
  void readsTheShippedConfiguration() {
    EffectiveSettings settings = resolve(Map.of(), Path.of("..", "config", "node.json"));

    assertThat(settings.value(Settings.HTTP_ADDR).source()).isEqualTo(Source.FILE);
  }

  @Test
  void namesBothSettingsThatContradictEachOther() throws IOException {
    Path file = file("{\"storeFreeBytesMin\":3,\"storeFreeBytesWarn\":2}");

    assertThatThrownBy(() -> resolve(Map.of(), file))
        .isInstanceOf(SettingException.class)
        .hasMessage("storeFreeBytesMin is 3 and must not be above storeFreeBytesWarn, which is 2");
    assertThat(resolve(Map.of("storeFreeBytesMin", "2"), file)).isNotNull();
  }

  private static EffectiveSettings resolve(Map<String, String> options, Path file) {
    return new SettingsResolver(Map.of()).resolve(options, Optional.of(file));
  }

  private Path file(String json) throws IOException {
    return Files.writeString(directory.resolve("node.json"), json);
  }
}
