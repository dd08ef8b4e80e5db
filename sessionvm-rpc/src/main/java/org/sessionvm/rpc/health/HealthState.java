package org.sessionvm.rpc.health;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one part of the node is. It is well, or it is well and somebody should look ({@code
 * warning}), or it is not well ({@code error}).
 *
 * @param details for operators: numbers and short texts, no content
 * @param warning what will become an error if nobody acts
 * @param error why it is not well
 */
public record HealthState(
    Map<String, Object> details, Optional<String> warning, Optional<String> error) {
  /** From good to bad. */
  public enum Level {
    OK,
    WARNING,
    ERROR
  }

  public HealthState {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** It is well. */
  public static HealthState healthy(Map<String, Object> details) {
    return new HealthState(details, Optional.empty(), Optional.empty());
  }

  /** It works, and somebody should look: answered with 200. */
  public static HealthState degraded(String warning, Map<String, Object> details) {
    return new HealthState(details, Optional.of(warning), Optional.empty());
  }

  /** It is not well. */
  public static HealthState unhealthy(String error) {
    return unhealthy(error, Map.of());
  }

  /** It is not well, and these are its figures. */
  public static HealthState unhealthy(String error, Map<String, Object> details) {
    return new HealthState(details, Optional.empty(), Optional.of(error));
  }

  /** Whether there is no error; a warning is none. */
  public boolean isHealthy() {
    return error.isEmpty();
  }

  /** How bad it is. */
  public Level level() {
    if (error.isPresent()) {
      return Level.ERROR;
    }
    return warning.isPresent() ? Level.WARNING : Level.OK;
  }

  /** The error, or the warning, or nothing. */
  public String reason() {
    return error.or(() -> warning).orElse("");
  }
}
