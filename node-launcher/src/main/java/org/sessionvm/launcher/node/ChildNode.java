package org.sessionvm.launcher.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A node in a process of its own, run by the same JVM and class path as this one. For the demo, the
 * crash test and the benchmarks, which kill it.
 */
public final class ChildNode implements AutoCloseable {
  private static final long STOP_SECONDS = 30;
  private static final long START_SECONDS = 120;

  private final Process process;
  private final URI url;
  private final URI metricsUrl;
  private final List<String> said;

  private ChildNode(Process process, URI url, URI metricsUrl, List<String> said) {
    this.process = process;
    this.url = url;
    this.metricsUrl = metricsUrl;
    this.said = List.copyOf(said);
  }

  /**
   * Starts a node and waits until it says that it is ready.
   *
   * @param dataDirectory where it keeps the chain
   * @param runOptions options of {@code run}; without others it takes free ports
   * @throws IOException when it ends before it is ready; what it said is in the message
   */
  public static ChildNode start(Path dataDirectory, List<String> runOptions) throws IOException {
    return start(dataDirectory, runOptions, _ -> {});
  }

  /**
   * As above, with a say in the command and in the environment, which has no settings of this
   * process.
   *
   * @throws IOException when it ends, or is not ready in {@value #START_SECONDS} seconds
   */
  public static ChildNode start(
      Path dataDirectory, List<String> runOptions, Consumer<ProcessBuilder> prepare)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms48m", "-Xmx256m"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("org.sessionvm.launcher.Main", "run"));
    command.addAll(List.of("--data-dir", dataDirectory.toString()));
    command.addAll(List.of("--http-addr", "127.0.0.1:0", "--metrics-addr", "127.0.0.1:0"));
    command.addAll(runOptions);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    withoutSettings(builder.environment());
    prepare.accept(builder);
    return awaitReady(builder.start());
  }

  /** A node for a test or a demo must not take this shell's settings for its own. */
  private static void withoutSettings(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("SESSIONVM_"));
  }

  private static ChildNode awaitReady(Process process) throws IOException {
    List<String> said = new ArrayList<>();
    // Its end is what ends the wait below.
    CompletableFuture<Process> late =
        process
            .onExit()
            .completeOnTimeout(process, START_SECONDS, TimeUnit.SECONDS)
            .whenComplete((_, _) -> process.destroyForcibly());
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    URI url = null;
    URI metricsUrl = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.startsWith(StartReport.RPC_LABEL)) {
        url = URI.create(line.substring(StartReport.RPC_LABEL.length()).strip());
      }
      if (line.startsWith(StartReport.METRICS_LABEL)) {
        metricsUrl = URI.create(line.substring(StartReport.METRICS_LABEL.length()).strip());
      }
      if (line.startsWith(StartReport.READY_LABEL) && url != null && metricsUrl != null) {
        late.cancel(false);
        drain(lines);
        return new ChildNode(process, url, metricsUrl, said);
      }
    }
    process.destroyForcibly();
    throw new IOException("the node did not start:\n" + String.join("\n", said));
  }

  /** A full pipe would stop the node at its next line of log. */
  private static void drain(BufferedReader lines) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                lines.lines().forEach(_ -> {});
              } catch (UncheckedIOException e) {
                // The node was killed, and its pipe with it.
              }
            });
  }

  /** The address of JSON-RPC. */
  public URI url() {
    return url;
  }

  /** What it printed until it was ready. */
  public List<String> said() {
    return said;
  }

  /** The address of the metrics. */
  public URI metricsUrl() {
    return metricsUrl;
  }

  /** The process, to measure it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGKILL: no chance to write anything. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** SIGTERM, and waits; a node that does not stop in time is killed. */
  public int stop() {
    process.destroy();
    return await();
  }

  private int await() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
