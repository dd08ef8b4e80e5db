package org.sessionvm.benchmarks.load;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Nodes of one chain that run already, on whatever machines.
 *
 * @param urls of their JSON-RPC
 * @param messages of each measured run, shared by the nodes
 * @param ciphertextBytes of each message
 */
record RunningNodes(List<URI> urls, int messages, int ciphertextBytes) {
  void measure(int sessions, int warmUp, int[] connections) throws Exception {
    try (Workload workload = new Workload(urls.getFirst(), false, sessions)) {
      if (warmUp > 0) {
        new LoadRun(urls, requests(workload, warmUp)).run(Math.max(64, urls.size()));
      }
      for (int count : connections) {
        measureOne(workload, Math.max(count, urls.size()));
      }
    }
  }

  /** The first nodes get one more where the messages do not go up evenly. */
  private List<List<byte[]>> requests(Workload workload, int count) {
    int nodes = urls.size();
    return IntStream.range(0, nodes)
        .mapToObj(
            i -> workload.messages(urls.get(i), (count + nodes - 1 - i) / nodes, ciphertextBytes))
        .toList();
  }

  private void measureOne(Workload workload, int connections) throws Exception {
    List<List<byte[]>> requests = requests(workload, messages);
    long blocksBefore = workload.height();
    LoadRun.Result result = new LoadRun(urls, requests).run(connections);
    long blocks = workload.height() - blocksBefore;
    System.out.printf(
        Locale.ROOT,
        "connections %3d to %d nodes: %7.1f messages/s %6.2f blocks/s %5.1f messages/block"
            + " p50 %6.0f ms p99 %7.0f ms%n",
        connections,
        urls.size(),
        messages / result.seconds(),
        blocks / result.seconds(),
        (double) messages / blocks,
        result.latencies().percentileMillis(0.50),
        result.latencies().percentileMillis(0.99));
  }
}
