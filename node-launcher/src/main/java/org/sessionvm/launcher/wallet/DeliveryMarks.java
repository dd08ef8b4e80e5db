package org.sessionvm.launcher.wallet;

import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ReceivedMessage;

/**
 * Tells a node how many messages have arrived, beside whoever shows them: of several marks that
 * come while one is under way only the newest goes out. Closing waits until the last one is told.
 */
final class DeliveryMarks implements AutoCloseable {
  private static final long NONE = -1;

  private final LongConsumer acknowledge;
  private final ShownMessages shown = new ShownMessages();
  private final Thread thread;
  private long mark;
  private long wanted = NONE;
  private boolean closing;
  private @Nullable ClientException failure;

  /**
   * Begins to tell.
   *
   * @param mark how many have arrived before
   * @param acknowledge tells the node a new mark
   */
  DeliveryMarks(long mark, LongConsumer acknowledge) {
    this.mark = mark;
    this.acknowledge = acknowledge;
    this.thread = Thread.ofVirtual().name("delivery-marks").start(this::tell);
  }

  /** A message was shown: tells so where it joins on to those before. */
  synchronized void add(ReceivedMessage message) {
    shown.add(message);
    OptionalLong raised = shown.raised(mark);
    if (raised.isPresent()) {
      mark = raised.getAsLong();
      wanted = mark;
      notifyAll();
    }
  }

  private void tell() {
    for (long newest = next(); newest != NONE; newest = next()) {
      try {
        acknowledge.accept(newest);
        fail(null);
      } catch (ClientException e) {
        // The next mark says this one too.
        fail(e);
      }
    }
  }

  private synchronized long next() {
    try {
      while (wanted == NONE && !closing) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NONE;
    }
    long newest = wanted;
    wanted = NONE;
    return newest;
  }

  private synchronized void fail(@Nullable ClientException reason) {
    failure = reason;
  }

  /** Throws why the last mark was not told. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (failure != null) {
        throw WalletRefusal.notAcknowledged(failure);
      }
    }
  }
}
