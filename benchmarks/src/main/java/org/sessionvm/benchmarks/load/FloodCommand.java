package org.sessionvm.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.TemporaryDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long an honest sender waits while others send messages with bad signatures. */
@Command(
    name = "flood",
    mixinStandardHelpOptions = true,
    description =
        "Measures SendMessage of one client, alone and among forgers; fails at a ratio of 10")
public final class FloodCommand implements Callable<Integer> {
  /** What an honest sender is promised. */
  private static final double RATIO_MAX = 10;

  @Option(names = "--messages", description = "of the honest client per run (${DEFAULT-VALUE})")
  private int messages = 1_000;

  @Option(names = "--warm-up", description = "messages before the first run (${DEFAULT-VALUE})")
  private int warmUp = 5_000;

  @Option(names = "--forgers", description = "connections that send garbage (${DEFAULT-VALUE})")
  private int forgers = 100;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FloodCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      return measure(directory.path()) < RATIO_MAX ? 0 : 1;
    }
  }

  /** The p99 among forgers, in p99s without. */
  private double measure(Path directory) throws Exception {
    try (ChildNode node = ChildNode.start(directory, List.of("--max-messages", "1000000000"));
        Workload workload = new Workload(node.url(), false, 16)) {
      new LoadRun(node.url(), workload.messages(warmUp, 512)).run(16);
      double quiet = honest("quiet", node, workload);
      double flooded = flooded(node, workload);
      double ratio = flooded / quiet;
      System.out.printf(Locale.ROOT, "p99 under flood / p99 quiet: %.1f%n", ratio);
      return ratio;
    }
  }

  private double honest(String name, ChildNode node, Workload workload) throws Exception {
    Latencies latencies =
        new LoadRun(node.url(), workload.messages(messages, 512)).run(1).latencies();
    double tail = latencies.percentileMillis(0.99);
    System.out.printf(
        Locale.ROOT,
        "%-8s p50 %7.2f ms p99 %7.2f ms%n",
        name,
        latencies.percentileMillis(0.50),
        tail);
    return tail;
  }

  private double flooded(ChildNode node, Workload workload) throws Exception {
    List<byte[]> forged =
        workload.messages(forgers, 512).stream().map(FloodCommand::withBadSignature).toList();
    AtomicBoolean over = new AtomicBoolean();
    LongAdder refused = new LongAdder();
    LongAdder busy = new LongAdder();
    try (ExecutorService threads = Executors.newFixedThreadPool(forgers)) {
      long start = System.nanoTime();
      forged.forEach(request -> threads.execute(() -> forge(node, request, over, refused, busy)));
      double tail = honest("flooded", node, workload);
      over.set(true);
      System.out.printf(
          Locale.ROOT,
          "refused: %d bad signatures and %d for too many waiting, %.0f/s%n",
          refused.sum(),
          busy.sum(),
          (refused.sum() + busy.sum()) * 1e9 / (System.nanoTime() - start));
      return tail;
    }
  }

  private static void forge(
      ChildNode node, byte[] request, AtomicBoolean over, LongAdder refused, LongAdder busy) {
    try (HttpConnection connection = new HttpConnection(node.url())) {
      while (!over.get()) {
        String answer = new String(connection.exchange(request.clone()), StandardCharsets.UTF_8);
        (answer.contains("-32005") ? busy : refused).increment();
      }
    } catch (IOException e) {
      // Fewer forgers would flatter the figure.
      System.err.println("a forger lost its connection: " + e.getMessage());
    }
  }

  /** The signature stands last in a request; one digit of it that is another makes a forgery. */
  private static byte[] withBadSignature(byte[] request) {
    byte[] forged = request.clone();
    int digit = forged.length - 40;
    forged[digit] = (byte) (forged[digit] == '0' ? '1' : '0');
    return forged;
  }
}
