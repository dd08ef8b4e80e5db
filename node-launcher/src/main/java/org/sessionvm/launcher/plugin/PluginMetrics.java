package org.sessionvm.launcher.plugin;

import java.util.concurrent.atomic.LongAdder;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.rpc.metrics.NodeMetrics;

/** Shows what a plugin counts. */
final class PluginMetrics {
  private PluginMetrics() {}

  static void bind(PluginFigures figures, NodeMetrics metrics) {
    count(metrics, "blocks.built", "blocks built for the node", figures.blocksBuilt());
    count(metrics, "blocks.refused", "blocks of others that break a rule", figures.blocksRefused());
    count(metrics, "blocks.rejected", "blocks that lost to another", figures.blocksRejected());
    count(metrics, "gossip.sent", "transactions sent to other nodes", figures.gossipSent());
    count(metrics, "gossip.received", "transactions from other nodes", figures.gossipReceived());
    count(metrics, "gossip.known", "of those, ones that had come before", figures.gossipKnown());
    count(
        metrics,
        "gossip.dropped",
        "messages of gossip dropped for want of room or of sense",
        figures.gossipDropped());
    metrics.gauge(
        "sessionvm.plugin.peers",
        "nodes of the chain that are connected",
        () -> figures.peers().get());
  }

  private static void count(NodeMetrics metrics, String name, String help, LongAdder count) {
    metrics.counter("sessionvm.plugin." + name, help, count::sum);
  }
}
