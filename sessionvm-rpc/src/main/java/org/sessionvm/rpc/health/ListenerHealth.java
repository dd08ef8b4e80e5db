package org.sessionvm.rpc.health;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Whether the address for wallets takes connections, and how many more.
 *
 * @param accepting false once it takes none, though the node does not stop
 * @param connections open
 * @param connectionsMax beyond it each new one closes the one that was longest without a request
 */
public record ListenerHealth(
    BooleanSupplier accepting, IntSupplier connections, int connectionsMax) {
  /** From this share on, in percent, somebody should look. */
  static final int WARN_PERCENT = 90;

  private static final int PERCENT = 100;

  /** Named {@code listener}. */
  public HealthCheck check() {
    return HealthCheck.forReadiness("listener", this::state);
  }

  HealthState state() {
    int open = connections.getAsInt();
    boolean accepts = accepting.getAsBoolean();
    Map<String, Object> details =
        Map.of("accepting", accepts, "connections", open, "connectionsMax", connectionsMax);
    if (!accepts) {
      return HealthState.unhealthy("no connection is accepted", details);
    }
    return (long) open * PERCENT >= (long) connectionsMax * WARN_PERCENT
        ? HealthState.degraded(
            "%d connections are open, httpConnectionsMax is %d".formatted(open, connectionsMax),
            details)
        : HealthState.healthy(details);
  }
}
