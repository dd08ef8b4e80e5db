package org.sessionvm.launcher.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.rpc.admin.Backups;
import org.sessionvm.rpc.admin.OperationException;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.backup.BackupPoint;
import org.sessionvm.store.progress.Progress;
import org.sessionvm.store.progress.StoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backs the store of a running node up, on a thread of its own, one backup at a time. */
final class NodeBackups implements Backups, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeBackups.class);

  private final RocksDbStore store;
  private final EffectiveSettings settings;
  private final Path directory;
  private Status status =
      new Status(
          State.NONE,
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty());
  private boolean cancelled;
  private Optional<Thread> worker = Optional.empty();

  NodeBackups(RocksDbStore store, EffectiveSettings settings) {
    this.store = store;
    this.settings = settings;
    this.directory = BackupModule.directory(settings);
  }

  @Override
  public Place place() {
    return new Place(directory, settings.number(Settings.BACKUPS_KEPT));
  }

  @Override
  public synchronized Status start() {
    if (status.state() == State.RUNNING) {
      throw OperationException.failed("a backup runs already");
    }
    cancelled = false;
    status =
        new Status(
            State.RUNNING,
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.of(Instant.now()),
            Optional.empty(),
            0,
            Optional.empty());
    worker = Optional.of(Thread.ofPlatform().daemon().name("backup").start(this::run));
    return status;
  }

  @Override
  public synchronized Status status() {
    return status;
  }

  @Override
  public synchronized Status cancel() {
    cancelled = true;
    return status;
  }

  private void run() {
    try {
      BackupPoint point =
          BackupModule.backup(settings, this::advance)
              .backUp(store, StoreModule.options(settings), directory);
      LOG.info("backup {} at height {}", point.number(), point.label().height());
      end(State.SUCCEEDED, Optional.of(point), Optional.empty());
    } catch (StoppedException e) {
      end(State.CANCELLED, Optional.empty(), Optional.empty());
    } catch (StoreException e) {
      LOG.warn("the backup failed: {}", e.getMessage());
      end(State.FAILED, Optional.empty(), Optional.ofNullable(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("the backup failed", e);
      end(State.FAILED, Optional.empty(), Optional.of("internal error"));
    }
  }

  private synchronized boolean advance(Progress.Step step) {
    status =
        new Status(
            State.RUNNING,
            status.id(),
            status.height(),
            status.started(),
            Optional.empty(),
            step.done(),
            Optional.empty());
    return !cancelled;
  }

  private synchronized void end(State state, Optional<BackupPoint> point, Optional<String> error) {
    status =
        new Status(
            state,
            point.map(p -> OptionalLong.of(p.number())).orElse(OptionalLong.empty()),
            point.map(p -> OptionalLong.of(p.label().height())).orElse(OptionalLong.empty()),
            status.started(),
            Optional.of(Instant.now()),
            status.bytes(),
            error);
  }

  /** Has a backup that runs put away what it has half done. */
  @Override
  public void close() {
    cancel();
    Optional<Thread> running;
    synchronized (this) {
      running = worker;
    }
    try {
      if (running.isPresent()) {
        running.get().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
