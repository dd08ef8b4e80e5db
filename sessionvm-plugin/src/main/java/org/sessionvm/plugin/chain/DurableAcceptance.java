package org.sessionvm.plugin.chain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.vm.SessionVm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts what the network has accepted, which can only be delayed: an error here would end the
 * chain on this node. While the store takes nothing the chain waits, and its health says why.
 */
final class DurableAcceptance {
  private static final Logger LOG = LoggerFactory.getLogger(DurableAcceptance.class);
  private static final long PAUSE_MILLIS = 1_000;

  private final SessionVm vm;
  private final CountDownLatch stopping = new CountDownLatch(1);

  DurableAcceptance(SessionVm vm) {
    this.vm = vm;
  }

  /** Returns when the block is on disk; throws StoreException after {@link #stop}. */
  void accept(BlockId id) {
    try {
      vm.accept(id);
    } catch (StoreException e) {
      LOG.error("block {} cannot be made durable: {}", id.toCb58(), e.getMessage());
      settle(id, e);
      LOG.info("block {} is durable", id.toCb58());
    }
  }

  private void settle(BlockId id, StoreException first) {
    StoreException last = first;
    do {
      try {
        vm.recover();
        if (vm.acceptedHeader(id).isEmpty()) {
          vm.accept(id);
        }
        return;
      } catch (StoreException e) {
        last = e;
      }
    } while (!isStopped());
    throw last;
  }

  private boolean isStopped() {
    try {
      return stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  void stop() {
    stopping.countDown();
  }
}
