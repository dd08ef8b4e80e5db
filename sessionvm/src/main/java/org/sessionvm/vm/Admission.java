package org.sessionvm.vm;

import java.util.function.Supplier;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.execution.BlockContext;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.StateMachine;
import org.sessionvm.execution.Verdict;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.verification.VerificationOverloadException;

/**
 * The edge: every check against the last accepted state, the dear ones last, before a transaction
 * may wait for a block. The state machine makes the same checks again when the block is made.
 */
final class Admission {
  private final StateMachine machine;
  private final KeyValueReader accepted;
  private final Supplier<BlockHeader> lastAccepted;
  private final TimeSource time;
  private final Mempool mempool;
  private final VmSettings settings;

  Admission(
      StateMachine machine,
      KeyValueReader accepted,
      Supplier<BlockHeader> lastAccepted,
      TimeSource time,
      Mempool mempool,
      VmSettings settings) {
    this.machine = machine;
    this.accepted = accepted;
    this.lastAccepted = lastAccepted;
    this.time = time;
    this.mempool = mempool;
    this.settings = settings;
  }

  Submission submit(PreparedTransaction transaction) {
    try {
      return switch (machine.examine(accepted, nextBlock(), transaction)) {
        case Verdict.Refused refused ->
            new Submission.Answered(new Receipt.Rejected(transaction.id(), refused.rejection()));
        case Verdict.Settled settled ->
            new Submission.Answered(new Receipt.Accepted(transaction.id(), settled.outcome()));
        case Verdict.Passed _ -> await(transaction);
      };
    } catch (VerificationOverloadException e) {
      return new Submission.Busy("verificationQueueMax", settings.verificationQueueMax());
    }
  }

  private Submission await(PreparedTransaction transaction) {
    return mempool
        .offer(transaction)
        .<Submission>map(receipt -> new Submission.Waiting(transaction.id(), receipt))
        .orElseGet(
            () -> new Submission.Busy("mempoolTransactionsMax", settings.mempoolTransactionsMax()));
  }

  private BlockContext nextBlock() {
    BlockHeader parent = lastAccepted.get();
    return new BlockContext(
        parent.height() + 1, Math.max(parent.timestampMillis(), time.currentMillis()));
  }
}
