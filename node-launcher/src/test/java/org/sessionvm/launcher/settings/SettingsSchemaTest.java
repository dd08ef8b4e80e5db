package org.sessionvm.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema that editors use says what the node takes, no more and no less. */
class SettingsSchemaTest {
  private static final Path CONFIG = Path.of("..", "config");
  private static final Path FILE = CONFIG.resolve("node.schema.json");

  @TempDir Path directory;

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SettingsSchema.text());
  }

  private static Set<ValidationMessage> problems(String json) {
    return schema().validate(json, InputFormat.JSON);
  }

  /** Every file that a node can be started with. */
  static List<Path> configurations() throws IOException {
    try (Stream<Path> files = Files.list(CONFIG)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !Set.of("genesis.json", "node.schema.json").contains(name(file)))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Test
  void isTheOneInTheConfigDirectory() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FILE, SettingsSchema.text());
    }

    assertThat(Files.readString(FILE)).isEqualTo(SettingsSchema.text());
  }

  @Test
  void fitsEveryShippedConfiguration() throws IOException {
    assertThat(configurations()).isNotEmpty();
    for (Path file : configurations()) {
      assertThat(problems(Files.readString(file))).as(file.toString()).isEmpty();
      assertThat(Files.readString(file)).contains("\"$schema\": \"node.schema.json\"");
    }
  }

  @Test
  void agreesWithTheNodeOnWhatIsWrong() throws IOException {
    for (String json :
        List.of(
            "{\"sessionTtl\":3}",
            "{\"sessionTTL\":\"3\"}",
            "{\"sessionTTL\":0}",
            "{\"sessionTTL\":1.5}",
            "{\"retentionDays\":36501}",
            "{\"auth\":\"closed\"}",
            "{\"keepPayloads\":\"true\"}",
            "{\"httpAllowedHosts\":\"localhost\"}",
            "{\"httpAllowedHosts\":[1]}",
            "{\"idPrefix\":\"12345678901234567\"}",
            "{\"$schema\":1}",
            "[]")) {
      assertThat(problems(json)).as(json).isNotEmpty();
      assertThatThrownBy(() -> resolve(json)).as(json).isInstanceOf(SettingException.class);
    }
    for (String json :
        List.of(
            "{}",
            "{\"$schema\":\"node.schema.json\",\"sessionTTL\":1}",
            "{\"auth\":\"open\",\"keepPayloads\":true,\"httpAllowedHosts\":[\"a\"]}")) {
      assertThat(problems(json)).as(json).isEmpty();
      assertThat(resolve(json).values()).hasSameSizeAs(Settings.all());
    }
  }

  private EffectiveSettings resolve(String json) throws IOException {
    Path file = Files.writeString(directory.resolve("node.json"), json);
    return new SettingsResolver(Map.of()).resolve(Map.of(), Optional.of(file));
  }
}
