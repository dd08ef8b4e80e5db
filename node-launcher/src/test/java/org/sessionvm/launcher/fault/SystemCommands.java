package org.sessionvm.launcher.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Commands of the machine that bring about what tests need: disks, limits. */
final class SystemCommands {
  private static final long PATIENCE_SECONDS = 30;

  private SystemCommands() {}

  /**
   * Begins a command that no signal is ignored by. Tests that run in the background of a shell or
   * with nohup ignore some, and what they start inherits that.
   */
  static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal=INT,HUP,TERM");

  /** What tells of processes is a file system that other systems do not have. */
  static void requireProc() {
    boolean linux = Files.isDirectory(Path.of("/proc/self/fd"));
    if (!linux) {
      System.out.println("skipped: there is no /proc to look at a process in");
    }
    Assumptions.assumeTrue(linux, "needs /proc");
  }

  /** Without the right to mount, the test is skipped and says so. */
  static void requireRoot() {
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!root) {
      System.out.println("skipped: mounting a disk needs root");
    }
    Assumptions.assumeTrue(root, "mounting a disk needs root");
  }

  static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
