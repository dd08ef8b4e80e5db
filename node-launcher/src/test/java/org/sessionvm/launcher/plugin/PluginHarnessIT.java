package org.sessionvm.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.plugin.PluginProcess;

/** The plugin, driven by the chain node's own code where that is there with Go to build it. */
class PluginHarnessIT {
  private static final Path SOURCES =
      Path.of("..", "..", "shared", "tools", "plugin-harness").toAbsolutePath().normalize();
  private static final long BUILD_SECONDS = 1_800;
  private static final long RUN_SECONDS = 300;

  @TempDir static Path directory;
  private static InstalledPlugin plugin;

  @BeforeAll
  static void build() throws Exception {
    skipUnless(Files.isDirectory(SOURCES), "the plugin harness is not beside the project");
    skipUnless(hasGo(), "Go is not installed, which the plugin harness is built with");
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    Path log = directory.resolve("build.log");
    assertThat(run(BUILD_SECONDS, log, "go", "build", "-o", "harness", "."))
        .as("%s", Files.readString(log))
        .isZero();
    plugin = InstalledPlugin.into(directory.resolve("plugins"), PluginProcess.PROTOCOL);
  }

  private static boolean hasGo() {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "go")));
  }

  private static void skipUnless(boolean condition, String reason) {
    if (!condition) {
      System.out.println("skipped: " + reason);
    }
    Assumptions.assumeTrue(condition, reason);
  }

  private static int run(long seconds, Path output, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void passesEveryCheckWithAConversationAndTwoKillsInIt() throws Exception {
    Path scenario = directory.resolve("conversation.json");
    try (HarnessScenario conversation = HarnessScenario.conversation()) {
      conversation.writeTo(scenario);
    }

    Path config = directory.resolve("config.json");
    Files.writeString(config, "{\"acceptTimeoutMillis\":200}");

    List<JsonNode> records =
        harness("-scenario", scenario.toString(), "-config", config.toString());

    JsonNode summary = records.getLast().path("summary");
    System.out.println(
        "plugin harness: %d passed, %d failed, %d warned, %d blocks, %d restarts, handshakes %s ms"
            .formatted(
                summary.path("passed").asInt(),
                summary.path("failed").asInt(),
                summary.path("warned").asInt(),
                summary.path("blocks").asInt(),
                summary.path("restarts").asInt(),
                summary.path("handshakes")));
    assertThat(records.stream().filter(PluginHarnessIT::isBad).toList()).isEmpty();
    assertThat(summary.path("status").asText()).isEqualTo("pass");
    assertThat(summary.path("restarts").asInt()).isEqualTo(2);
    assertThat(summary.path("blocks").asInt()).isEqualTo(5);
  }

  /**
   * A machine that runs other tests may be slow, so that only the time of a handshake is longer.
   */
  private static List<JsonNode> harness(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(directory.resolve("harness").toString()));
    command.addAll(List.of("-plugin", plugin.launcher().toString(), "-handshake-timeout", "30s"));
    command.addAll(List.of("-fail-fast=false", "-log", directory.resolve("node.log").toString()));
    command.addAll(List.of(options));
    Path output = directory.resolve("harness.out");
    int code = run(RUN_SECONDS, output, command.toArray(String[]::new));
    List<JsonNode> records = records(output);
    assertThat(records).as("the harness ended with %d", code).isNotEmpty();
    return records;
  }

  private static List<JsonNode> records(Path output) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(output)) {
      records.add(new ObjectMapper().readTree(line));
    }
    return records;
  }

  private static boolean isBad(JsonNode record) {
    String status = record.path("status").asText();
    return status.equals("fail") || status.equals("warn");
  }
}
