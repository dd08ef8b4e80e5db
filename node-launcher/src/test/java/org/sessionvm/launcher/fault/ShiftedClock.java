package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * The wall clock of a process that a test moves: a library that is loaded before libc's own reading
 * of the time. Needs a C compiler; without one the test is skipped with a word.
 */
final class ShiftedClock {
  private final Path library;
  private final Path shift;

  private ShiftedClock(Path library, Path shift) {
    this.library = library;
    this.shift = shift;
  }

  static ShiftedClock compile(Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve("shifted_clock.c");
    try (InputStream resource = ShiftedClock.class.getResourceAsStream("/clock/shifted_clock.c")) {
      Files.copy(Objects.requireNonNull(resource), source, StandardCopyOption.REPLACE_EXISTING);
    }
    Path library = directory.resolve("shifted_clock.so");
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-O2",
                  "-o",
                  library.toString(),
                  source.toString(),
                  "-ldl")
              .inheritIO()
              .start();
    } catch (IOException e) {
      System.out.println("skipped: there is no C compiler (cc) to move a clock with");
      Assumptions.abort("there is no C compiler");
      throw e;
    }
    assertThat(compiler.waitFor()).as("the compiler's exit code").isZero();
    ShiftedClock clock = new ShiftedClock(library, directory.resolve("shift"));
    clock.moveTo(0);
    return clock;
  }

  /** So many seconds off the machine's clock, at once, for every process that has the variables. */
  void moveTo(long seconds) throws IOException {
    Path next = shift.resolveSibling("shift.new");
    Files.writeString(next, Long.toString(seconds));
    Files.move(next, shift, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Lets a process go by this clock. */
  void setIn(ProcessBuilder process) {
    process.environment().put("LD_PRELOAD", library.toString());
    process.environment().put("SHIFTED_CLOCK", shift.toString());
  }
}
