package org.sessionvm.launcher.operations;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A real node of which every line that it prints is kept. */
final class LoggedNode implements AutoCloseable {
  private static final String RPC = "JSON-RPC  ";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<URI> url = new CompletableFuture<>();
  private final Thread reader;

  LoggedNode(Path data, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("org.sessionvm.launcher.Main", "run", "--data-dir", data.toString()));
    command.addAll(List.of("--http-addr", "127.0.0.1:0", "--metrics-addr", "127.0.0.1:0"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SESSIONVM_"));
    process = builder.start();
    reader = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith(RPC)) {
          url.complete(URI.create(line.substring(RPC.length()).strip()));
        }
      }
      url.completeExceptionally(new IOException("the node ended: " + String.join("\n", said)));
    } catch (IOException e) {
      url.completeExceptionally(e);
    }
  }

  /** Of its JSON-RPC. */
  URI url() throws Exception {
    return url.get(60, TimeUnit.SECONDS);
  }

  /** Sends a body as it is; the answer as text. */
  String post(String body, Optional<String> token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Stops it in order; everything that it printed. */
  String stop() throws InterruptedException {
    // Process.destroy would close the pipe before the last lines are read.
    process.toHandle().destroy();
    process.waitFor();
    reader.join();
    return String.join("\n", said) + "\n";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.shutdownNow();
  }
}
