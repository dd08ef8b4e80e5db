package org.sessionvm.plugin.service;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.sessionvm.block.InvalidBlockException;

/**
 * What changes the chain, one call after the other. A thread of the platform, since a synced write
 * would hold the carrier of a virtual one.
 */
final class ConsensusThread {
  private static final long END_SECONDS = 4;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("consensus").daemon().factory());

  /** What is done to a chain. */
  @FunctionalInterface
  interface Decision {
    void carryOut(OpenChain chain) throws InvalidBlockException;
  }

  <T> void run(StreamObserver<T> observer, Replies.Work<T> work) {
    try {
      thread.execute(() -> Replies.reply(observer, work));
    } catch (RejectedExecutionException e) {
      observer.onError(Replies.refused("the process ends"));
    }
  }

  /** Runs {@code last} after what was asked for, and nothing more. */
  void close(Runnable last) {
    thread.execute(last);
    thread.shutdown();
    try {
      thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
