package org.sessionvm.launcher.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.RocksDbStore;

/**
 * Whether the store takes writes, and how long its disk will do.
 *
 * @param freeBytesWarn below this somebody should look
 */
record StoreHealth(RocksDbStore store, StoreFigures figures, long freeBytesWarn) {
  static StoreHealth of(RocksDbStore store, StoreFigures figures, EffectiveSettings settings) {
    return new StoreHealth(store, figures, settings.whole(Settings.STORE_FREE_BYTES_WARN));
  }

  HealthCheck check() {
    return HealthCheck.forReadiness("database", this::state);
  }

  void bind(NodeMetrics metrics) {
    metrics.counter("sessionvm.store.commits", "batches on disk since the start", figures::commits);
    metrics.counter(
        "sessionvm.store.commit.failures", "batches whose write or sync failed", figures::failures);
    metrics.counter(
        "sessionvm.store.commit.bytes",
        "bytes of keys and values in the batches on disk",
        figures::bytes);
    metrics.gauge("sessionvm.store.bytes", "length of the database's files", store::usedBytes);
    metrics.gauge("sessionvm.store.free.bytes", "room on the disk of the store", store::freeBytes);
    metrics.gauge(
        "sessionvm.store.writable",
        "1 while the store would take a batch",
        () -> store.refusal().isEmpty() ? 1 : 0);
  }

  private HealthState state() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("commits", figures.commits());
    details.put("failedCommits", figures.failures());
    details.put("secondsSinceLastSync", figures.sinceLastSync().toSeconds());
    try {
      long free = store.freeBytes();
      details.put("freeBytes", free);
      details.put("bytes", store.usedBytes());
      Optional<String> refusal = store.refusal().or(figures::failing);
      if (refusal.isPresent()) {
        return HealthState.unhealthy(refusal.get(), details);
      }
      return free < freeBytesWarn
          ? HealthState.degraded(
              "%d bytes are free on the disk of the store, storeFreeBytesWarn is %d"
                  .formatted(free, freeBytesWarn),
              details)
          : HealthState.healthy(details);
    } catch (StoreException e) {
      return HealthState.unhealthy(String.valueOf(e.getMessage()), details);
    }
  }
}
