package org.sessionvm.vm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.sessionvm.execution.Receipt;
import org.sessionvm.transaction.SignedTransaction;

/**
 * A chain of one that runs.
 *
 * @param vm for everything besides {@link #submit}
 * @param sequencer makes its blocks
 */
public record StandaloneVm(SessionVm vm, LocalSequencer sequencer) implements AutoCloseable {
  /**
   * The answer of the chain, which comes when the transaction's block is on disk. Blocks while the
   * signature is checked. Sending the same again is safe.
   *
   * @return fails with RejectedExecutionException when the node has too much to do, or takes no
   *     writes now
   */
  public CompletableFuture<Receipt> submit(SignedTransaction signed) {
    return switch (vm.submit(vm.prepare(signed))) {
      case Submission.Answered answered -> CompletableFuture.completedFuture(answered.receipt());
      case Submission.Waiting waiting -> waiting.receipt();
      case Submission.Busy busy ->
          CompletableFuture.failedFuture(
              new RejectedExecutionException(busy.limit() + " is " + busy.max()));
      case Submission.Suspended suspended ->
          CompletableFuture.failedFuture(new RejectedExecutionException(suspended.reason()));
    };
  }

  /** Carries out what waits and stops; the host closes the store after that. */
  @Override
  public void close() {
    sequencer.close();
    vm.close();
  }
}
