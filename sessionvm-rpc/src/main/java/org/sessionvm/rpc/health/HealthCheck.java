package org.sessionvm.rpc.health;

import java.util.function.Supplier;

/**
 * Looks at one part of the node. Runs on a thread of its own and may read a disk; one that does not
 * come back is reported as unwell.
 *
 * @param name lower case, shown to operators, and the tag that asks for it alone
 * @param effect what an error of it does
 * @param state looks now
 */
public record HealthCheck(String name, Effect effect, Supplier<HealthState> state) {
  /** What an error does. A warning does none of it. */
  public enum Effect {
    /** The node is unhealthy and still takes work. */
    HEALTH,
    /** The node is unhealthy, and unready too: a balancer must send work elsewhere. */
    READINESS
  }

  /** A part without which the node still takes work. */
  public HealthCheck(String name, Supplier<HealthState> state) {
    this(name, Effect.HEALTH, state);
  }

  /** A part without which the node takes no work. */
  public static HealthCheck forReadiness(String name, Supplier<HealthState> state) {
    return new HealthCheck(name, Effect.READINESS, state);
  }
}
