package org.sessionvm.rpc.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.sessionvm.rpc.health.HealthState.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a line when a part turns unwell or well again, and when the node turns unready or ready. A
 * part that flaps gets a line in ten seconds; the last of them tells how it is. For one thread.
 */
final class HealthChanges {
  private static final Logger LOG = LoggerFactory.getLogger(NodeHealth.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String NODE = "";

  private final LongSupplier nanoTime;
  private final Consumer<String> lines;
  private final Map<String, Told> told = new HashMap<>();

  /** What was said last about a part, and when. */
  private record Told(Level level, long nanos) {}

  HealthChanges(LongSupplier nanoTime, Consumer<String> lines) {
    this.nanoTime = nanoTime;
    this.lines = lines;
  }

  /** Writes to the log, as something to look at. */
  static HealthChanges toLog() {
    return new HealthChanges(System::nanoTime, LOG::warn);
  }

  void note(List<CheckResult> results) {
    for (CheckResult result : results) {
      HealthState state = result.state();
      if (isNews(result.name(), state.level())) {
        lines.accept("health: " + result.name() + text(state));
      }
    }
    List<CheckResult> forbidding = results.stream().filter(CheckResult::forbidsWork).toList();
    if (isNews(NODE, forbidding.isEmpty() ? Level.OK : Level.ERROR)) {
      lines.accept(
          forbidding.isEmpty() ? "ready again" : "unready because of " + names(forbidding));
    }
  }

  /** Before the first line everything was well. */
  private boolean isNews(String name, Level level) {
    Told last = told.get(name);
    long now = nanoTime.getAsLong();
    boolean news =
        last == null ? level != Level.OK : last.level != level && now - last.nanos >= PAUSE_NANOS;
    if (news) {
      told.put(name, new Told(level, now));
    }
    return news;
  }

  private static String text(HealthState state) {
    return switch (state.level()) {
      case OK -> " is well again";
      case WARNING -> " warns: " + state.reason();
      case ERROR -> " is unwell: " + state.reason();
    };
  }

  private static String names(List<CheckResult> results) {
    return String.join(", ", results.stream().map(CheckResult::name).toList());
  }
}
