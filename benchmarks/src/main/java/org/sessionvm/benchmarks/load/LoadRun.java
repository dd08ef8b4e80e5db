package org.sessionvm.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends prepared requests over several connections, each waiting for its answer. */
final class LoadRun {
  private final URI node;
  private final List<byte[]> requests;
  private final AtomicInteger next = new AtomicInteger();

  /** The times of the calls and how long all of them took together. */
  record Result(Latencies latencies, double seconds) {}

  LoadRun(URI node, List<byte[]> requests) {
    this.node = node;
    this.requests = requests;
  }

  Result run(int connections) throws IOException, InterruptedException, ExecutionException {
    Latencies all = new Latencies();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Latencies>> parts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        parts.add(threads.submit(this::oneConnection));
      }
      for (Future<Latencies> part : parts) {
        all.addAll(part.get());
      }
    }
    return new Result(all, (System.nanoTime() - start) / 1e9);
  }

  private Latencies oneConnection() throws IOException {
    Latencies latencies = new Latencies();
    try (HttpConnection connection = new HttpConnection(node)) {
      for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
        long start = System.nanoTime();
        byte[] answer = connection.exchange(requests.get(i));
        latencies.add(System.nanoTime() - start);
        requireAccepted(answer);
      }
    }
    return latencies;
  }

  private static void requireAccepted(byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.UTF_8);
    if (!text.contains("\"messageId\"")) {
      throw new IOException("a message was refused: " + text);
    }
  }
}
