package org.sessionvm.launcher.network;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Nodes of a chain on this machine, started and stopped by {@code interop/run-devnet}. */
final class DevelopmentNetwork implements AutoCloseable {
  private static final Path COMMAND =
      Path.of("..", "interop", "run-devnet").toAbsolutePath().normalize();
  private static final int SKIPPED = 3;

  /** The first call builds the nodes. */
  private static final Duration START = Duration.ofMinutes(25);

  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final int LINES_SHOWN = 30;

  private final Path directory;
  private final Path messages;
  private final Process process;
  private final ProcessLines lines;
  private final Writer commands;
  private final Map<Integer, URI> urls = new ConcurrentHashMap<>();

  private DevelopmentNetwork(Path directory, List<String> command) throws IOException {
    this.directory = directory;
    this.messages = directory.resolve("devnet.log");
    this.process = new ProcessBuilder(command).redirectError(messages.toFile()).start();
    this.lines = ProcessLines.of(process);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts a network, or skips the test where there is nothing to start one with.
   *
   * @param directory where everything of it lies
   * @param plugins the directory with the plugin
   */
  static DevelopmentNetwork start(int validators, Path directory, Path plugins, String... options)
      throws IOException, InterruptedException {
    skipUnlessPossible();
    List<String> command = new ArrayList<>(List.of(COMMAND.toString(), "--until-stdin-closes"));
    command.addAll(List.of("--validators", Integer.toString(validators)));
    command.addAll(List.of("--plugin-dir", plugins.toString()));
    command.addAll(List.of("--data-dir", directory.resolve("network").toString()));
    command.addAll(List.of(options));
    DevelopmentNetwork network = new DevelopmentNetwork(directory, command);
    try {
      network.awaitReady();
      return network;
    } catch (Throwable e) {
      network.end();
      throw e;
    }
  }

  /** Before anything is made ready for a network that nobody can start. */
  static void skipUnlessPossible() {
    skipUnless(Files.isExecutable(COMMAND), "there is no " + COMMAND);
    skipUnless(
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "go"))),
        "Go is not installed, which the network's nodes are built with");
  }

  private void awaitReady() throws IOException, InterruptedException {
    try {
      String line;
      do {
        line = lines.next(START);
        noteUrl(line);
      } while (!line.equals("ready"));
    } catch (IOException e) {
      if (process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == SKIPPED) {
        skipUnless(false, Files.readAllLines(messages).getLast().replaceFirst(".*skipped: ", ""));
      }
      throw new IOException(report("the network did not start"), e);
    }
  }

  /** Such as "node 2 rpc http://127.0.0.2:9650/...". */
  private void noteUrl(String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 4 && words[0].equals("node") && words[2].equals("rpc")) {
      urls.put(Integer.valueOf(words[1]), URI.create(words[3]));
    }
  }

  /** Prints why, since a skipped test says nothing otherwise. */
  private static void skipUnless(boolean condition, String reason) {
    if (!condition) {
      System.out.println("skipped: " + reason);
    }
    Assumptions.assumeTrue(condition, reason);
  }

  /** Where the chain answers on a node, counted from 1. */
  URI url(int node) {
    return Objects.requireNonNull(urls.get(node), "no node " + node);
  }

  int size() {
    return urls.size();
  }

  /** SIGKILL; returns when the node's plugin has ended too. */
  void kill(int node) throws IOException, InterruptedException {
    obey("kill " + node, "killed " + node);
  }

  /** Returns when the chain answers on the node again, with all its blocks. */
  void restart(int node) throws IOException, InterruptedException {
    obey("start " + node, "started " + node);
  }

  private void obey(String command, String answer) throws IOException, InterruptedException {
    commands.write(command + "\n");
    commands.flush();
    String line;
    try {
      do {
        line = lines.next(COMMAND_LIMIT);
        noteUrl(line);
        if (line.startsWith("failed") || line.startsWith("died")) {
          throw new IOException(line);
        }
      } while (!line.startsWith(answer));
    } catch (IOException e) {
      throw new IOException(report(command + " was not done"), e);
    }
  }

  /** What was said last, and where the rest is. */
  String report(String what) {
    return "%s%n%s%nlogs: %s and %s"
        .formatted(
            what,
            String.join("\n", lines.last(LINES_SHOWN)) + "\n" + messagesLast(),
            messages,
            directory.resolve("network/node*/logs"));
  }

  private String messagesLast() {
    try {
      List<String> all = Files.readAllLines(messages);
      return String.join("\n", all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Stops every node; one that does not is a failure. */
  @Override
  public void close() throws IOException {
    String problem = end();
    if (!problem.isEmpty()) {
      throw new IOException(report(problem));
    }
  }

  private String end() {
    try {
      // The end of its input is what stops it, even when nobody is there to say so.
      commands.close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue() == 0 ? "" : "the network ended with " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<ProcessHandle> left = process.descendants().toList();
    process.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
    return "the network did not stop";
  }
}
