package org.sessionvm.rpc.limits;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many pages are made at once: objects, hexadecimal and bytes of each are held. Who
 * waits is served in the order of arrival. Safe for any thread.
 */
public final class PageSlots {
  /** Most pages that are made at once: who makes one keeps a processor from everybody else. */
  public static final int PAGES_AT_ONCE_MAX =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final long WAIT_SECONDS = 5;

  private final Semaphore slots = new Semaphore(PAGES_AT_ONCE_MAX, true);

  /** What gives the slot back, or nothing when none was free in time. */
  public Optional<Runnable> take() {
    try {
      return slots.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)
          ? Optional.of(slots::release)
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
