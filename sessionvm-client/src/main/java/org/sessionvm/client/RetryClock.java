package org.sessionvm.client;

import java.time.Duration;

/** Time as retries see it, so that tests need not wait. */
interface RetryClock {
  /** Nanoseconds from some fixed point. */
  long nanoTime();

  /** Waits. */
  void pause(Duration duration) throws InterruptedException;

  /** The time of this machine. */
  RetryClock SYSTEM =
      new RetryClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };
}
