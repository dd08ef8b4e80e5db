package org.sessionvm.rpc.health;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one part of the node is.
 *
 * @param details for operators: numbers and short texts, no content
 * @param error why it is not well
 */
public record HealthState(Map<String, Object> details, Optional<String> error) {
  public HealthState {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** It is well. */
  public static HealthState healthy(Map<String, Object> details) {
    return new HealthState(details, Optional.empty());
  }

  /** It is not. */
  public static HealthState unhealthy(String error) {
    return new HealthState(Map.of(), Optional.of(error));
  }

  /** Whether there is no error. */
  public boolean isHealthy() {
    return error.isEmpty();
  }
}
