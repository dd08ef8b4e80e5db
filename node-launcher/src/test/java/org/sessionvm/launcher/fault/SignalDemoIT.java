package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of the demo. */
class SignalDemoIT {
  @TempDir Path directory;

  private Process demo() throws Exception {
    List<String> command = new ArrayList<>(SystemCommands.DEFAULT_SIGNALS);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + directory));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.sessionvm.launcher.Main", "demo"));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void leavesNoProcessAndNoFileBehind() throws Exception {
    Process demo = demo();
    List<ProcessHandle> children = List.of();
    List<String> told = new ArrayList<>();
    try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(line);
        // By then its node runs and a session is being made on it.
        if (line.contains("begins a session") && children.isEmpty()) {
          children = demo.descendants().toList();
          new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();
        }
      }
      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    assertThat(children).isNotEmpty();
    for (ProcessHandle child : children) {
      child.onExit().get(60, TimeUnit.SECONDS);
    }
    assertThat(told).noneMatch(line -> line.contains("Exception") || line.contains("\tat "));
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.filter(file -> file.toString().contains("sessionvm-"))).isEmpty();
    }
  }
}
