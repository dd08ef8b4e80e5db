package org.sessionvm.launcher.fault;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Commands of the machine that bring about what tests need: disks, limits. */
final class SystemCommands {
  private static final long PATIENCE_SECONDS = 30;

  private SystemCommands() {}

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
