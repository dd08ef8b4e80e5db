package org.sessionvm.rpc.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sessionvm.rpc.admin.Certificates;
import org.sessionvm.rpc.admin.LogLevels;
import org.sessionvm.rpc.admin.NodeOperations;
import org.sessionvm.rpc.admin.OperationException;
import org.sessionvm.rpc.admin.Peers;
import org.sessionvm.rpc.admin.StoreOperations;

/** Remembers what operators asked for, and fails when it is told to. */
public final class TestOperations implements LogLevels, StoreOperations {
  private final SortedMap<String, String> levels = new TreeMap<>();
  private final AtomicInteger flushes = new AtomicInteger();
  private final TestBackups backups = new TestBackups();
  private volatile Optional<String> fault = Optional.empty();

  TestOperations() {
    levels.put("org.sessionvm", "info");
  }

  /** As a node has them. */
  public NodeOperations ports() {
    Certificates certificates =
        () ->
            List.of(
                new Certificates.Report(
                    "http", Instant.parse("2027-01-01T00:00:00Z"), Optional.empty()));
    return new NodeOperations(this, this, Peers.NONE, certificates, Optional.of(backups));
  }

  /** From now on the store says this. */
  public void fail(String reason) {
    fault = Optional.of(reason);
  }

  /** How often the store was flushed. */
  public int flushes() {
    return flushes.get();
  }

  @Override
  public synchronized SortedMap<String, String> levels() {
    return new TreeMap<>(levels);
  }

  @Override
  public synchronized void set(Optional<String> logger, String level) {
    if (!List.of("error", "warn", "info", "debug", "trace").contains(level)) {
      throw OperationException.invalid("level", "must be one of error, warn, info, debug, trace");
    }
    levels.put(logger.orElse("org.sessionvm"), level);
  }

  @Override
  public void flush() {
    if (fault.isPresent()) {
      throw OperationException.failed(fault.get());
    }
    flushes.incrementAndGet();
  }
}
