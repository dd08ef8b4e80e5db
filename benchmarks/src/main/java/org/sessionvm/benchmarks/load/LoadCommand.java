package org.sessionvm.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.TemporaryDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends messages to a node on a fresh directory, or to others, and prints what that took. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Measures SendMessage: rate, blocks, latency, server CPU and memory.",
      "It starts a node of its own on a fresh directory, unless --node names some that run."
    },
    footer = {
      "",
      "A chain of three nodes that run already, where it leaves its sessions and messages:",
      "  benchmarks/load --connections 300 --node \\",
      "    http://HOST1:9650/ext/bc/CHAIN/rpc,http://HOST2:9650/ext/bc/CHAIN/rpc,..."
    })
public final class LoadCommand implements Callable<Integer> {
  @Option(
      names = "--node",
      split = ",",
      paramLabel = "URL",
      description =
          "JSON-RPC of a node that runs, or of several of one chain, which share messages and"
              + " connections; without figures of CPU and memory")
  private List<URI> nodes = List.of();

  @Option(names = "--messages", description = "messages of each measured run (${DEFAULT-VALUE})")
  private int messages = 10_000;

  @Option(
      names = "--warm-up",
      description = "messages before the first run (10000; none with --node)")
  private Optional<Integer> warmUp = Optional.empty();

  @Option(
      names = "--connections",
      split = ",",
      description = "connections of each run (${DEFAULT-VALUE})")
  private int[] connections = {1, 64};

  @Option(names = "--ciphertext-bytes", description = "of each message (${DEFAULT-VALUE})")
  private int ciphertextBytes = 512;

  @Option(names = "--sessions", description = "that share the messages (${DEFAULT-VALUE})")
  private int sessions = 64;

  @Option(
      names = "--fill",
      description = "messages stored beforehand, on a chain without signatures (${DEFAULT-VALUE})")
  private int fill;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LoadCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (!nodes.isEmpty()) {
      if (fill > 0) {
        System.err.println("--fill is for a node of its own");
        return 2;
      }
      new RunningNodes(nodes, messages, ciphertextBytes)
          .measure(sessions, warmUp.orElse(0), connections);
      return 0;
    }
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      measure(directory.path());
      return 0;
    }
  }

  private void measure(Path directory) throws Exception {
    boolean open = fill > 0;
    try (ChildNode node = ChildNode.start(directory, options(open));
        Workload workload = new Workload(node.url(), open, sessions)) {
      fill(node, workload);
      new LoadRun(node.url(), workload.messages(warmUp.orElse(10_000), ciphertextBytes)).run(64);
      for (int count : connections) {
        measureOne(node, workload, count);
      }
    }
    if (fill > 0) {
      restart(directory, open);
    }
  }

  private List<String> options(boolean open) {
    List<String> options = new ArrayList<>(List.of("--max-messages", "1000000000"));
    if (open) {
      options.addAll(List.of("--auth", "open"));
    }
    return options;
  }

  private void fill(ChildNode node, Workload workload) throws Exception {
    int piece = 50_000;
    for (int done = 0; done < fill; done += piece) {
      new LoadRun(node.url(), workload.messages(Math.min(piece, fill - done), ciphertextBytes))
          .run(64);
    }
    if (fill > 0) {
      ProcessFigures figures = new ProcessFigures(node.handle().pid());
      System.out.printf(
          Locale.ROOT,
          "filled with %d messages: resident %d MiB, at most %d MiB%n",
          fill,
          figures.residentMebibytes(),
          figures.residentPeakMebibytes());
    }
  }

  private void measureOne(ChildNode node, Workload workload, int count) throws Exception {
    List<byte[]> requests = workload.messages(messages, ciphertextBytes);
    ProcessFigures figures = new ProcessFigures(node.handle().pid());
    long blocksBefore = workload.height();
    Duration cpuBefore = figures.cpu();
    LoadRun.Result result = new LoadRun(node.url(), requests).run(count);
    Duration cpu = figures.cpu().minus(cpuBefore);
    long blocks = workload.height() - blocksBefore;
    System.out.printf(
        Locale.ROOT,
        "connections %3d: %7.0f messages/s %6.0f blocks/s %5.1f messages/block"
            + " p50 %6.2f ms p99 %7.2f ms server CPU %5.0f us/message resident %d MiB%n",
        count,
        messages / result.seconds(),
        blocks / result.seconds(),
        (double) messages / blocks,
        result.latencies().percentileMillis(0.50),
        result.latencies().percentileMillis(0.99),
        cpu.toNanos() / 1e3 / messages,
        figures.residentMebibytes());
  }

  /** How long a start takes with everything in place, and what it then uses. */
  private void restart(Path directory, boolean open) throws IOException {
    long start = System.nanoTime();
    try (ChildNode node = ChildNode.start(directory, options(open))) {
      System.out.printf(
          Locale.ROOT,
          "start with the messages in place: ready after %.2f s, resident %d MiB%n",
          (System.nanoTime() - start) / 1e9,
          new ProcessFigures(node.handle().pid()).residentMebibytes());
    }
  }
}
