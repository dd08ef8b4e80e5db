package org.sessionvm.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.sessionvm.execution.SignatureCheck;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * Checks signatures on as many platform threads as the machine has cores, behind a bounded queue,
 * and none twice. The caller's thread, most often a virtual one, waits.
 */
public final class SignatureChecks implements SignatureCheck, AutoCloseable {
  private static final int REMEMBERED_MAX = 65_536;

  private final SignatureVerifier verifier;
  private final int queueMax;
  private final ThreadPoolExecutor pool;
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
    this.queueMax = queueMax;
    int threads = Runtime.getRuntime().availableProcessors();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(queueMax),
            Thread.ofPlatform().daemon().name("signature-", 0).factory());
  }

  /** Checks in the pool and waits; throws VerificationOverloadException when too many wait. */
  @Override
  public boolean isValid(PreparedTransaction transaction, MlDsaPublicKey key) {
    return verified.contains(transaction.fingerprint()) || await(() -> check(transaction, key));
  }

  /** The same for what is signed and is no transaction; nothing of it is remembered. */
  public SignatureVerifier verifier() {
    return (key, message, signature) ->
        await(() -> count(verifier.verify(key, message, signature)));
  }

  private boolean await(Supplier<Boolean> task) {
    try {
      return CompletableFuture.supplyAsync(task, pool).join();
    } catch (RejectedExecutionException e) {
      overloads.increment();
      throw new VerificationOverloadException(queueMax);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Checks on the caller's thread, for a caller that is a platform thread with work to do. */
  public SignatureCheck inline() {
    return this::check;
  }

  /**
   * Checks many on all cores, so that a later {@link #inline} check finds them remembered. What the
   * pool has no room for is left to that check.
   */
  public void warm(List<Task> tasks) {
    List<CompletableFuture<?>> running = new ArrayList<>();
    try {
      for (Task task : tasks) {
        running.add(CompletableFuture.runAsync(() -> check(task.transaction, task.key), pool));
      }
    } catch (RejectedExecutionException e) {
      overloads.increment();
    }
    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
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
    return new Statistics(valid.sum(), invalid.sum(), overloads.sum(), pool.getQueue().size());
  }

  @Override
  public void close() {
    // What waits is still checked: whoever submitted it waits for the verdict.
    pool.shutdown();
  }
}
