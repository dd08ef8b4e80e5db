package org.sessionvm.rpc.method;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Receipt;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.limits.TokenBuckets;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.Submission;

/** Hands transactions to the virtual machine and waits for their blocks. */
public final class Writes {
  /** The sender of what nobody signs, who is not limited as a sender. */
  public static final ParticipantId NOBODY = ParticipantId.NOBODY;

  /** How long a caller should wait after the node was too busy. */
  private static final long BUSY_RETRY_MILLIS = 200;

  /** How long a caller should wait while the store takes no writes, which is tried again. */
  private static final long SUSPENDED_RETRY_MILLIS = 1_000;

  private final SessionVm vm;
  private final Duration acceptTimeout;
  private final TokenBuckets<ParticipantId> senders;

  public Writes(SessionVm vm, Duration acceptTimeout, TokenBuckets<ParticipantId> senders) {
    this.vm = vm;
    this.acceptTimeout = acceptTimeout;
    this.senders = senders;
  }

  /**
   * What the transaction did, once that is on disk.
   *
   * @param sender who is said to have signed it
   * @throws RpcException when it is refused, or is not known to be accepted in time
   */
  public Outcome submit(Transaction transaction, Bytes signature, ParticipantId sender) {
    return submitForReceipt(transaction, signature, sender).outcome();
  }

  /** As {@link #submit}, with the id of the transaction. */
  public Receipt.Accepted submitForReceipt(
      Transaction transaction, Bytes signature, ParticipantId sender) {
    boolean limited = !sender.equals(NOBODY) && !vm.rules().isOpen();
    if (limited) {
      requireToken(sender);
    }
    PreparedTransaction prepared = vm.prepare(new SignedTransaction(transaction, signature));
    return switch (vm.submit(prepared, CallScope.current().signatures())) {
      case Submission.Answered answered -> accepted(answered.receipt());
      case Submission.Busy busy ->
          throw new RpcException(
              RpcError.limitExceeded(busy.limit(), busy.max(), BUSY_RETRY_MILLIS));
      case Submission.Suspended _ ->
          throw new RpcException(RpcError.writesSuspended(SUSPENDED_RETRY_MILLIS));
      case Submission.Waiting waiting -> {
        if (limited) {
          // Only now is the signature known to be good: a forger cannot use up another's rate.
          senders.take(sender);
        }
        yield accepted(await(prepared, waiting.receipt()));
      }
    };
  }

  private void requireToken(ParticipantId sender) {
    OptionalLong wait = senders.check(sender);
    if (wait.isPresent()) {
      throw new RpcException(
          RpcError.limitExceeded("writesPerSender", senders.limit().perSecond(), wait.getAsLong()));
    }
  }

  private Receipt await(PreparedTransaction transaction, CompletableFuture<Receipt> receipt) {
    try {
      return receipt.get(acceptTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notYetAccepted(transaction);
    } catch (TimeoutException | ExecutionException e) {
      throw notYetAccepted(transaction);
    }
  }

  private static RpcException notYetAccepted(PreparedTransaction transaction) {
    return new RpcException(RpcError.notYetAccepted(transaction.id().toCb58()));
  }

  private static Receipt.Accepted accepted(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted accepted -> accepted;
      case Receipt.Rejected rejected ->
          throw new RpcException(Rejections.error(rejected.rejection()));
    };
  }
}
