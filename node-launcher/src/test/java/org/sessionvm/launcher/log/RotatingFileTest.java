package org.sessionvm.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
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
