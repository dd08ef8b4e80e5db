package org.sessionvm.verification;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A check that waits for its turn.
 *
 * @param source who asked for it
 * @param check looks at the signature
 * @param verdict completed with what it says, or with why there is none
 */
record WaitingCheck(
    SignatureSource source, BooleanSupplier check, CompletableFuture<Boolean> verdict)
    implements Turns.Waiting {
  /** Looks, and tells who waits; whatever is thrown is theirs. */
  void run() {
    try {
      verdict.complete(check.getAsBoolean());
    } catch (Throwable e) {
      verdict.completeExceptionally(e);
    }
  }
}
