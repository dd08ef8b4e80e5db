package org.sessionvm.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a command said, on both of its outputs, and its exit status. */
record Output(int status, String text) {
  private static final long PATIENCE_SECONDS = 180;

  /**
   * Runs a command to its end, with nothing to read; what takes too long is killed, which fails.
   */
  static Output of(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var _ =
        process
            .onExit()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .exceptionally(_ -> kill(process));
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), text);
  }

  private static Process kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    return process.destroyForcibly();
  }

  /** What it said, where it must have succeeded. */
  String succeeded() {
    assertThat(status).as(text).isZero();
    return text;
  }

  /** What it said, where it must have failed. */
  String failed() {
    assertThat(status).as(text).isNotZero();
    return text;
  }
}
