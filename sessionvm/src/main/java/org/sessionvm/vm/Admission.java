package org.sessionvm.vm;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.execution.BlockContext;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.StateMachine;
import org.sessionvm.execution.Verdict;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.mempool.Offer;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.verification.SignatureSource;
import org.sessionvm.verification.VerificationOverloadException;

/**
 * The edge: every check against the last accepted state, the dear ones last, before a transaction
 * may wait for a block. The state machine makes the same checks again when the block is made.
 */
final class Admission {
  private final Function<SignatureSource, StateMachine> machine;
  private final KeyValueStore store;
  private final TimeSource time;
  private final Mempool mempool;
  private final int verificationQueueMax;
  private final Supplier<RulesHistory> history;
  private final Supplier<Optional<String>> suspended;

  Admission(
      Function<SignatureSource, StateMachine> machine,
      KeyValueStore store,
      TimeSource time,
      Mempool mempool,
      int verificationQueueMax,
      Supplier<RulesHistory> history,
      Supplier<Optional<String>> suspended) {
    this.machine = machine;
    this.store = store;
    this.time = time;
    this.mempool = mempool;
    this.verificationQueueMax = verificationQueueMax;
    this.history = history;
    this.suspended = suspended;
  }

  Submission submit(PreparedTransaction transaction, SignatureSource source) {
    // One state from the first check to the last, though blocks go on while a signature is checked.
    try (Snapshot accepted = store.snapshot()) {
      return switch (machine.apply(source).examine(accepted, nextBlock(accepted), transaction)) {
        case Verdict.Refused refused ->
            new Submission.Answered(new Receipt.Rejected(transaction.id(), refused.rejection()));
        case Verdict.Settled settled ->
            new Submission.Answered(new Receipt.Accepted(transaction.id(), settled.outcome()));
        case Verdict.Passed _ -> await(transaction);
      };
    } catch (VerificationOverloadException e) {
      return new Submission.Busy("verificationQueueMax", verificationQueueMax);
    }
  }

  /** One that waits already may still be carried out, so it is joined and never refused. */
  private Submission await(PreparedTransaction transaction) {
    if (mempool.find(transaction.id()).isEmpty()) {
      Optional<String> reason = suspended.get();
      if (reason.isPresent()) {
        return new Submission.Suspended(reason.get());
      }
    }
    return switch (mempool.offer(transaction)) {
      case Offer.Waiting(CompletableFuture<Receipt> receipt) ->
          new Submission.Waiting(transaction.id(), receipt);
      case Offer.Full(String limit, long max) -> new Submission.Busy(limit, max);
    };
  }

  private BlockContext nextBlock(Snapshot accepted) {
    BlockHeader parent = ChainStore.lastAccepted(accepted);
    return new BlockContext(
        parent.height() + 1,
        Math.max(parent.timestampMillis(), time.currentMillis()),
        history.get());
  }
}
