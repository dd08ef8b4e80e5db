package org.sessionvm.mempool;

import java.io.Serial;
import org.sessionvm.primitives.TransactionId;

/**
 * No receipt will come: what makes blocks has stopped. Whether the transaction is in a block that
 * reached the disk shows when the chain is opened again; to send it again is safe.
 */
public final class OutcomeUnknownException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient TransactionId id;

  OutcomeUnknownException(TransactionId id) {
    super("the chain stopped before the outcome of transaction " + id + " was known");
    this.id = id;
  }

  /** The transaction. */
  public TransactionId id() {
    return id;
  }
}
