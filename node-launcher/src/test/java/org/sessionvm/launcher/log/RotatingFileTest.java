package org.sessionvm.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RotatingFileTest {
  private static final int BYTES_MAX = 100;
  private static final int KEPT = 3;

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @Test
  void holdsNoMoreThanItMayHoweverMuchIsWritten() throws IOException {
    try (RotatingFile file = open()) {
      for (int i = 0; i < 1_000; i++) {
        write(file, "line %05d ........\n".formatted(i));
      }
      write(file, "x".repeat(5_000));
    }
    long total = 0;
    for (Path each : files()) {
      assertThat(Files.size(each)).isLessThanOrEqualTo(BYTES_MAX);
      assertThat(mode(each)).isEqualTo("rw-------");
      total += Files.size(each);
    }
    assertThat(files()).hasSize(KEPT + 1);
    assertThat(total).isLessThanOrEqualTo((KEPT + 1) * BYTES_MAX);
    assertThat(Files.readString(directory.resolve("log.1"))).contains("line 00999");
  }

  @Test
  void beginsAnotherFileOnAnotherDayAndGoesOnWithTodays() throws IOException {
    try (RotatingFile file = open()) {
      write(file, "today\n");
    }
    try (RotatingFile file = open()) {
      write(file, "again\n");
      now.updateAndGet(instant -> instant.plus(Duration.ofDays(1)));
      write(file, "tomorrow\n");
    }
    assertThat(Files.readString(directory.resolve("log"))).isEqualTo("tomorrow\n");
    assertThat(Files.readString(directory.resolve("log.1"))).isEqualTo("today\nagain\n");
  }

  @Test
  void refusesWhatIsNoFileAndLeavesItAsItIs() throws IOException {
    Path log = Files.createDirectory(directory.resolve("log"));
    chmod(log, "rwxr-x--x");

    assertThatThrownBy(this::open).hasMessageContaining("it is not a regular file");
    assertThat(mode(log)).isEqualTo("rwxr-x--x");
  }

  @Test
  void keepsTheModeThatSomebodyGaveTheFile() throws IOException {
    Path log = Files.createFile(directory.resolve("log"));
    chmod(log, "rw-r-----");
    try (RotatingFile file = open()) {
      write(file, "x".repeat(BYTES_MAX));
      assertThat(mode(log)).isEqualTo("rw-r-----");
      write(file, "next\n");
    }
    assertThat(Files.readString(log)).isEqualTo("next\n");
    assertThat(mode(log)).isEqualTo("rw-r-----");
  }

  /** What lies in the way is in turn the name of the next file and that of the oldest. */
  @ParameterizedTest
  @ValueSource(strings = {"log.next", "log." + KEPT})
  void leavesTheOldOnesWhereNoFileCanBePutAside(String name) throws IOException {
    try (RotatingFile file = open()) {
      for (int i = 0; i < KEPT; i++) {
        write(file, i + "x".repeat(BYTES_MAX - 1));
      }
      List<String> before = contents();
      Path obstacle = Files.createDirectories(directory.resolve(name).resolve("full"));
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> write(file, "lost\n")).isInstanceOf(IOException.class);
      }
      assertThat(contents()).isEqualTo(before);

      Files.delete(obstacle);
      write(file, "taken\n");
      assertThat(Files.readString(directory.resolve("log"))).isEqualTo("taken\n");
      assertThat(Files.readString(directory.resolve("log." + KEPT))).startsWith("0x");
    }
  }

  /** From the youngest on; without what lies in the way. */
  private List<String> contents() throws IOException {
    List<String> contents = new ArrayList<>();
    for (Path each : files().stream().filter(Files::isRegularFile).sorted().toList()) {
      contents.add(each.getFileName() + ":" + Files.readString(each));
    }
    return contents;
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private RotatingFile open() throws IOException {
    return new RotatingFile(directory.resolve("log"), BYTES_MAX, KEPT, now::get);
  }

  private static void write(RotatingFile file, String text) throws IOException {
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
