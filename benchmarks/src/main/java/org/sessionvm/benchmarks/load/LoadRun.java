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
import java.util.stream.IntStream;

/** Sends prepared requests over several connections, each waiting for its answer. */
final class LoadRun {
  /** A message that waits for its block longer than a node lets it is asked for so often. */
  private static final int ASKED_MAX = 12;

  private final List<NodeRequests> nodes;

  /** What one node is sent, by all its connections together. */
  private record NodeRequests(URI node, List<byte[]> requests, AtomicInteger next) {}

  /** The times of the calls and how long all of them took together. */
  record Result(Latencies latencies, double seconds) {}

  LoadRun(URI node, List<byte[]> requests) {
    this(List.of(node), List.of(requests));
  }

  /** Sends each node its own requests; the connections are shared among the nodes in turn. */
  LoadRun(List<URI> urls, List<List<byte[]>> requests) {
    nodes =
        IntStream.range(0, urls.size())
            .mapToObj(i -> new NodeRequests(urls.get(i), requests.get(i), new AtomicInteger()))
            .toList();
  }

  Result run(int connections) throws IOException, InterruptedException, ExecutionException {
    Latencies all = new Latencies();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Latencies>> parts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        NodeRequests own = nodes.get(i % nodes.size());
        parts.add(threads.submit(() -> oneConnection(own)));
      }
      for (Future<Latencies> part : parts) {
        all.addAll(part.get());
      }
    }
    return new Result(all, (System.nanoTime() - start) / 1e9);
  }

  private static Latencies oneConnection(NodeRequests own) throws IOException {
    List<byte[]> requests = own.requests();
    Latencies latencies = new Latencies();
    try (HttpConnection connection = new HttpConnection(own.node())) {
      for (int i = own.next().getAndIncrement();
          i < requests.size();
          i = own.next().getAndIncrement()) {
        long start = System.nanoTime();
        send(connection, requests.get(i));
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }

  private static void send(HttpConnection connection, byte[] request) throws IOException {
    String text = "";
    for (int asked = 0; asked < ASKED_MAX; asked++) {
      text = new String(connection.exchange(request), StandardCharsets.UTF_8);
      if (text.contains("\"messageId\"")) {
        return;
      }
      if (!text.contains("\"not yet accepted\"")) {
        break;
      }
    }
    throw new IOException("a message was refused: " + text);
  }
}
