package org.sessionvm.rpc.health;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Whether the address for wallets takes connections, and how many more. Before it listens, and once
 * it was told to take no more, there is nothing to be unwell.
 */
public final class ListenerHealth {
  /** From this share on, in percent, somebody should look. */
  static final int WARN_PERCENT = 90;

  private static final int PERCENT = 100;

  private final int connectionsMax;
  private volatile Optional<Listening> listening = Optional.empty();

  /** A socket that listens. */
  private record Listening(BooleanSupplier accepting, IntSupplier connections) {}

  /**
   * Of a listener to come.
   *
   * @param connectionsMax beyond it each new one closes the one that was longest without a request
   */
  public ListenerHealth(int connectionsMax) {
    this.connectionsMax = connectionsMax;
  }

  /**
   * It listens.
   *
   * @param accepting whether it takes connections
   * @param connections how many are open
   */
  public void begin(BooleanSupplier accepting, IntSupplier connections) {
    listening = Optional.of(new Listening(accepting, connections));
  }

  /** It was told to take no more. */
  public void end() {
    listening = Optional.empty();
  }

  /** Named {@code listener}. */
  public HealthCheck check() {
    return HealthCheck.forReadiness("listener", this::state);
  }

  HealthState state() {
    return listening
        .map(this::state)
        .orElseGet(() -> HealthState.healthy(Map.of("accepting", false)));
  }

  private HealthState state(Listening socket) {
    int open = socket.connections().getAsInt();
    boolean accepts = socket.accepting().getAsBoolean();
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
