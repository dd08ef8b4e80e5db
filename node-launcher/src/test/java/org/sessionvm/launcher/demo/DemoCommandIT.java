package org.sessionvm.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionvm.launcher.Main;

class DemoCommandIT {
  @Test
  void tellsTheWholeStoryAndLeavesNothingBehind() throws IOException {
    List<Path> before = leftovers();
    StringWriter told = new StringWriter();

    int exitCode = Main.create().setOut(new PrintWriter(told)).execute("demo");

    assertThat(told.toString())
        .contains("The node is killed", "message 1 has its id and its place", "as it must");
    assertThat(exitCode).isZero();
    assertThat(leftovers()).isEqualTo(before);
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  private static List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.toString().contains("sessionvm-demo-")).sorted().toList();
    }
  }
}
