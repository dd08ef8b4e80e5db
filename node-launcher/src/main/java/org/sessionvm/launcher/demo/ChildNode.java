package org.sessionvm.launcher.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.SessionClient;

/** A node as a child process on free ports of the loopback interface, the same after a restart. */
public final class ChildNode implements NodeProcess {
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final int LOG_LINES_SHOWN = 20;

  private final List<String> command;
  private final Path log;
  private final int port;
  private final int metricsPort;
  private volatile @Nullable Process process;

  /**
   * Nothing runs yet.
   *
   * @param command starts the launcher; {@code run} and its options are appended
   * @param log takes what the node prints
   */
  public ChildNode(List<String> command, Path log) throws IOException {
    this.command = List.copyOf(command);
    this.log = log;
    try (ServerSocket first = freePort();
        ServerSocket second = freePort()) {
      this.port = first.getLocalPort();
      this.metricsPort = second.getLocalPort();
    }
  }

  /** The Java runtime, class path and main class of this process. */
  public static List<String> ownCommand(String mainClass) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        absolute(System.getProperty("java.class.path")),
        mainClass);
  }

  @Override
  public URI start(Path dataDirectory) throws IOException {
    List<String> run = new ArrayList<>(command);
    run.addAll(List.of("run", "--data-dir", dataDirectory.toString()));
    run.addAll(List.of("--http-addr", "127.0.0.1:" + port));
    run.addAll(List.of("--metrics-addr", "127.0.0.1:" + metricsPort));
    Process started =
        new ProcessBuilder(run)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process = started;
    URI address = URI.create("http://127.0.0.1:" + port);
    waitFor(address, started);
    return address;
  }

  private void waitFor(URI address, Process started) throws IOException {
    try (SessionClient client =
        SessionClient.connect(address, ClientSettings.DEFAULT.withDeadline(START_MAX))) {
      // A node that ends while it starts is not waited for.
      started.onExit().thenRun(client::close);
      var _ = client.info();
    } catch (ClientException e) {
      throw new IOException("the node did not start:\n" + endOfLog(), e);
    }
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
  }

  @Override
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      await(running);
    }
  }

  @Override
  public void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      await(running);
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null && running.isAlive()) {
      kill();
    }
  }

  private static void await(Process ending) {
    try {
      if (!ending.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        ending.destroyForcibly();
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The child may have another working directory. */
  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        List.of(classPath.split(File.pathSeparator)).stream()
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
