package org.sessionvm.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.sessionvm.plugin.node.HandshakeException;
import org.sessionvm.plugin.node.RuntimeHandshake;
import org.sessionvm.plugin.process.EndingSignals;
import org.sessionvm.plugin.process.ParentWatch;

/**
 * The life of a plugin as a child of the node: it listens, says so, and then does as it is told.
 */
public final class PluginProcess {
  /** The number of the protocol that is announced unless another is chosen. */
  public static final int PROTOCOL = 46;

  /** Where the node says at which address it waits for the plugin. */
  public static final String ENGINE_VARIABLE = "AVALANCHE_VM_RUNTIME_ENGINE_ADDR";

  private PluginProcess() {}

  /** The address at which a node waits, if one has started this process. */
  public static Optional<String> engine(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(ENGINE_VARIABLE)).filter(text -> !text.isBlank());
  }

  /**
   * Runs until the node has shut the plugin down, or is gone. The handshake comes first, since the
   * node gives it five seconds.
   *
   * @return the exit code
   * @throws HandshakeException when the node does not take the plugin
   */
  public static int run(String engine, int protocol, PluginApplication application)
      throws HandshakeException {
    EndingSignals signals = EndingSignals.hold();
    ParentWatch parent = ParentWatch.begin();
    CountDownLatch end = new CountDownLatch(1);
    Runnable onShutdown = () -> signals.whenReceived(end::countDown);
    try (PluginServer server = PluginServer.start(application, onShutdown)) {
      RuntimeHandshake.announce(engine, protocol, server.address());
      parent.whenGone(end::countDown);
      awaitQuietly(end);
    }
    return 0;
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
