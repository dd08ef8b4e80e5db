package org.sessionvm.vm;

import java.util.concurrent.CompletableFuture;
import org.sessionvm.execution.Receipt;
import org.sessionvm.primitives.TransactionId;

/** What becomes of a transaction that is given to the virtual machine. */
public sealed interface Submission {
  /** It is well and waits for a block; the receipt comes when that is on disk. */
  record Waiting(TransactionId id, CompletableFuture<Receipt> receipt) implements Submission {}

  /** It was refused at once, or had been accepted before. */
  record Answered(Receipt receipt) implements Submission {}

  /** The node cannot take it now; {@code limit} is the setting that was reached. */
  record Busy(String limit, long max) implements Submission {}

  /**
   * No block can be made durable now, for example because the disk is full. The transaction does
   * not wait, so it is carried out only if it is submitted again.
   *
   * @param reason for operators: it may name files and sizes
   */
  record Suspended(String reason) implements Submission {}
}
