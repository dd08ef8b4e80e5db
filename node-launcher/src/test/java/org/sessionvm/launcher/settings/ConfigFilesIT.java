package org.sessionvm.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/** A node starts with every file that is shipped for that. */
class ConfigFilesIT {
  @TempDir Path directory;

  @Test
  void bootsWithEveryShippedConfiguration() throws Exception {
    List<Path> files = SettingsSchemaTest.configurations();
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Path data = directory.resolve(String.valueOf(file.getFileName()));
      // Options beat the file, so that the test has directory and ports of its own.
      try (ChildNode node = ChildNode.start(data, List.of("--config", file.toString()));
          RawNode client = new RawNode(node.url())) {
        assertThat(client.call("Health", Map.of()).get("healthy").asBoolean()).isTrue();
        assertThat(node.said()).noneMatch(line -> line.startsWith("WARNING"));
        assertThat(node.stop()).isZero();
      }
    }
  }
}
