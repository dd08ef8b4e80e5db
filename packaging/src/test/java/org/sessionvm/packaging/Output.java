package org.sessionvm.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a command said, on both of its outputs, and its exit status. */
record Output(int status, String text) {
  private static final long PATIENCE_SECONDS = 120;

  /** Runs a command to its end, with nothing to read. */
  static Output of(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("does not end: " + command.command());
    }
    return new Output(process.exitValue(), text);
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
