package org.sessionvm.verification;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/** Platform threads, as many as the machine has processors, that take checks in turn. */
final class VerificationPool implements AutoCloseable {
  private final int queueMax;
  private final FairQueue queue;

  VerificationPool(int queueMax) {
    int threads = Runtime.getRuntime().availableProcessors();
    this.queueMax = queueMax;
    this.queue = new FairQueue(queueMax, threads);
    ThreadFactory factory = Thread.ofPlatform().daemon().name("signature-", 0).factory();
    for (int i = 0; i < threads; i++) {
      factory.newThread(this::run).start();
    }
  }

  private void run() {
    try {
      for (Optional<FairQueue.Turn> turn = queue.take(); turn.isPresent(); turn = queue.take()) {
        turn.get().check().run();
        queue.done(turn.get());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts these threads but who ends the process.
      Thread.currentThread().interrupt();
    }
  }

  /** The verdict to come; fails with VerificationOverloadException when too many wait. */
  CompletableFuture<Boolean> submit(SignatureSource source, BooleanSupplier check) {
    CompletableFuture<Boolean> verdict = new CompletableFuture<>();
    queue
        .offer(new WaitingCheck(source, check, verdict))
        .ifPresent(
            refused ->
                refused
                    .verdict()
                    .completeExceptionally(new VerificationOverloadException(queueMax)));
    return verdict;
  }

  int waiting() {
    return queue.size();
  }

  @Override
  public void close() {
    queue.close();
  }
}
