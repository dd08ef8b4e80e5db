package org.sessionvm.vm;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.spi.StoreException;

/**
 * Drives a chain of one: one platform thread that takes what waits, makes a block of it and accepts
 * it. While a block syncs the next one gathers, so many messages share one sync; an idle sequencer
 * commits a lonely message at once.
 */
public final class LocalSequencer implements AutoCloseable {
  private static final long RECOVERY_PAUSE_MILLIS = 1_000;

  private final SessionVm vm;
  private final long maintenanceIntervalMillis;
  private final Consumer<Throwable> onFatal;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile long phaseNanos = System.nanoTime();
  private volatile boolean working;

  /**
   * What the thread does.
   *
   * @param alive false after a stop or a broken invariant
   * @param working whether it makes a block, or tries to recover; else it waits for work
   * @param sinceNanos how long it has been doing that
   */
  public record Activity(boolean alive, boolean working, long sinceNanos) {}

  private LocalSequencer(SessionVm vm, VmSettings settings, Consumer<Throwable> onFatal) {
    this.vm = vm;
    this.maintenanceIntervalMillis = settings.maintenanceIntervalMillis();
    this.onFatal = onFatal;
    this.thread = Thread.ofPlatform().name("sequencer").unstarted(this::run);
  }

  /**
   * Starts the thread.
   *
   * @param onFatal is told of a broken invariant, after which no block is made any more
   */
  public static LocalSequencer start(
      SessionVm vm, VmSettings settings, Consumer<Throwable> onFatal) {
    LocalSequencer sequencer = new LocalSequencer(vm, settings, onFatal);
    sequencer.thread.start();
    return sequencer;
  }

  private void run() {
    try {
      while (!isDone()) {
        step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // A bug: to go on would be to guess.
      vm.mempool().abandon();
      onFatal.accept(e);
    } finally {
      // What waits now waits for a block that nobody will make.
      vm.mempool().abandon();
    }
  }

  /** After a stop was asked for, what waits is still carried out unless the store is broken. */
  private boolean isDone() {
    return stopping.getCount() == 0 && (vm.mempool().size() == 0 || !vm.status().isHealthy());
  }

  private void step() throws InterruptedException, InvalidBlockException {
    // What one sweep left over follows at once: reads hide it already, but the disk still holds it.
    long wait = hasBacklog() ? 0 : maintenanceIntervalMillis;
    if (vm.mempool().awaitTransaction(wait) || isStillDue()) {
      phase(true);
      commitOne();
      phase(false);
    }
  }

  private void phase(boolean nowWorking) {
    working = nowWorking;
    phaseNanos = System.nanoTime();
  }

  /** What the thread does now. */
  public Activity activity() {
    return new Activity(thread.isAlive(), working, System.nanoTime() - phaseNanos);
  }

  private boolean hasBacklog() {
    try {
      return vm.hasSweepBacklog();
    } catch (StoreException e) {
      // To be found, and said, by the next block.
      return false;
    }
  }

  private boolean isStillDue() {
    try {
      return stopping.getCount() > 0 && vm.status().isHealthy() && vm.isMaintenanceDue();
    } catch (StoreException e) {
      return true;
    }
  }

  private void commitOne() throws InterruptedException, InvalidBlockException {
    try {
      Optional<Block> block = vm.buildBlock();
      if (block.isPresent()) {
        vm.accept(block.get().id());
      }
    } catch (StoreException e) {
      recover();
    }
  }

  private void recover() throws InterruptedException {
    while (stopping.getCount() > 0) {
      try {
        vm.recover();
        // What is not on disk is built again of what still waits.
        vm.rejectUndecided();
        return;
      } catch (StoreException e) {
        // Still broken, and the status says so; try again later.
        stopping.await(RECOVERY_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Carries out what waits, takes nothing more and ends the thread. */
  @Override
  public void close() {
    vm.mempool().close();
    stopping.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
