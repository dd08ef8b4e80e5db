package org.sessionvm.plugin;

/** What this process is, and what it makes of a chain. Nothing dear happens before it is asked. */
public interface PluginApplication {
  /** Version of the software. */
  String version();

  /**
   * Opens the chain that the node asks for. On a platform thread.
   *
   * @param figures of the plugin, to be shown beside the chain's own
   * @throws RuntimeException whose message tells the operator what does not fit
   */
  PluginChain open(ChainDescription chain, StorePlace store, PluginFigures figures);
}
