package org.sessionvm.verification;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.sessionvm.execution.SignatureCheck;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * Checks signatures on as many platform threads as the machine has cores, behind a bounded queue
 * that is shared out by where they come from, and none twice. The caller's thread, most often a
 * virtual one, waits.
 */
public final class SignatureChecks implements SignatureCheck, AutoCloseable {
  /** Most good verdicts that are remembered. */
  public static final int REMEMBERED_MAX = 65_536;

  private final SignatureVerifier verifier;
  private final VerificationPool pool;
  private final VerifiedTransactions verified = new VerifiedTransactions(REMEMBERED_MAX);
  private final LongAdder valid = new LongAdder();
  private final LongAdder invalid = new LongAdder();
  private final LongAdder overloads = new LongAdder();

  /** A transaction and the key that must have signed it. */
  public record Task(PreparedTransaction transaction, MlDsaPublicKey key) {}

  /**
   * What has happened so far.
   *
   * @param valid checks that found a good signature
   * @param invalid checks that found a bad one
   * @param overloads checks refused because too many waited
   * @param waiting checks that wait now
   */
  public record Statistics(long valid, long invalid, long overloads, int waiting) {}

  /**
   * Starts the threads.
   *
   * @param queueMax most checks that wait
   */
  public SignatureChecks(SignatureVerifier verifier, int queueMax) {
    this.verifier = verifier;
    this.pool = new VerificationPool(queueMax);
  }

  /** Checks in the pool for the host and waits; throws VerificationOverloadException. */
  @Override
  public boolean isValid(PreparedTransaction transaction, MlDsaPublicKey key) {
    return from(SignatureSource.HOST).isValid(transaction, key);
  }

  /** Checks in the pool in a source's turn, and waits; throws VerificationOverloadException. */
  public SignatureCheck from(SignatureSource source) {
    return (transaction, key) ->
        verified.contains(transaction.fingerprint())
            || await(source, () -> check(transaction, key));
  }

  /** The same for what is signed and is no transaction; nothing of it is remembered. */
  public SignatureVerifier verifier(SignatureSource source) {
    return (key, message, signature) ->
        await(source, () -> count(verifier.verify(key, message, signature)));
  }

  private boolean await(SignatureSource source, BooleanSupplier task) {
    try {
      boolean good = pool.submit(source, task).join();
      source.judged(good);
      return good;
    } catch (CompletionException e) {
      if (e.getCause() instanceof VerificationOverloadException) {
        overloads.increment();
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Checks on the caller's thread, for a caller that is a platform thread with work to do. */
  public SignatureCheck inline() {
    return this::check;
  }

  /**
   * Checks many on all cores, so that a later {@link #inline} check finds them remembered. What the
   * pool has no room for, or fails at, is left to that check.
   */
  public void warm(List<Task> tasks) {
    CompletableFuture<?>[] running =
        tasks.stream()
            .map(
                task ->
                    pool.submit(SignatureSource.HOST, () -> check(task.transaction, task.key))
                        .exceptionally(_ -> false))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(running).join();
  }

  private boolean check(PreparedTransaction transaction, MlDsaPublicKey key) {
    if (verified.contains(transaction.fingerprint())) {
      return true;
    }
    boolean good =
        count(verifier.verify(key, transaction.signingBytes(), transaction.signed().signature()));
    if (good) {
      verified.add(transaction.fingerprint());
    }
    return good;
  }

  private boolean count(boolean good) {
    (good ? valid : invalid).increment();
    return good;
  }

  /** What has happened so far. */
  public Statistics statistics() {
    return new Statistics(valid.sum(), invalid.sum(), overloads.sum(), pool.waiting());
  }

  @Override
  public void close() {
    // What waits is still checked: whoever submitted it waits for the verdict.
    pool.close();
  }
}
