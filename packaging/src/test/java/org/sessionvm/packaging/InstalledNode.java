package org.sessionvm.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A node that an installed command runs, until it is told to stop. */
final class InstalledNode implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> url = new CompletableFuture<>();

  InstalledNode(ProcessBuilder command) throws IOException {
    process = command.redirectErrorStream(true).start();
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith("JSON-RPC ")) {
          url.complete(line.substring("JSON-RPC ".length()).strip());
        }
      }
      url.completeExceptionally(new IOException("the node ended: " + said));
    } catch (IOException e) {
      url.completeExceptionally(e);
    }
  }

  /** Where it serves JSON-RPC, once it does. */
  String url() throws Exception {
    return url.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The process that was started; the node itself where the command leaves no shell around it. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /** Its exit status and all that it printed, after something made it stop. */
  Output ended() throws Exception {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the node does not stop: " + said);
    }
    return new Output(process.exitValue(), String.join("\n", said));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
