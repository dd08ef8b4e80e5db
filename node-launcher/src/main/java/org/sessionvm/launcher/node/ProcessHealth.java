package org.sessionvm.launcher.node;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthState;

/**
 * Whether the process may still open files, which connections are too. Without descriptors nobody
 * who is not connected is served, and the store cannot be opened again.
 */
final class ProcessHealth {
  /** As many as reopening the store needs, and some for connections. */
  static final long DESCRIPTORS_LEFT_MIN = 64;

  private ProcessHealth() {}

  static HealthCheck check() {
    return HealthCheck.forReadiness("process", ProcessHealth::state);
  }

  private static HealthState state() {
    return system()
        .map(system -> judge(open(system), system.getMaxFileDescriptorCount()))
        .orElseGet(() -> HealthState.healthy(Map.of()));
  }

  private static Optional<UnixOperatingSystemMXBean> system() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? Optional.of(system)
        : Optional.empty();
  }

  /** How many files may be open. */
  static long openFilesMax() {
    return system()
        .map(UnixOperatingSystemMXBean::getMaxFileDescriptorCount)
        .orElse(Long.MAX_VALUE);
  }

  /** How many are; all that may be where that cannot be told. */
  static long openFiles() {
    return system().map(system -> open(system).orElse(openFilesMax())).orElse(0L);
  }

  /** Counting them opens a directory: where that fails, none is left. */
  private static OptionalLong open(UnixOperatingSystemMXBean system) {
    try {
      return OptionalLong.of(system.getOpenFileDescriptorCount());
    } catch (InternalError e) {
      return OptionalLong.empty();
    }
  }

  static HealthState judge(OptionalLong counted, long most) {
    long open = counted.orElse(most);
    Map<String, Object> details = Map.of("openFiles", open, "openFilesMax", most);
    String reason = "%d of %d file descriptors are open".formatted(open, most);
    if (most - open < DESCRIPTORS_LEFT_MIN) {
      return HealthState.unhealthy(reason, details);
    }
    // Four fifths: there is time left to look before connections wait.
    return open * 5.0 >= most * 4.0
        ? HealthState.degraded(reason, details)
        : HealthState.healthy(details);
  }
}
