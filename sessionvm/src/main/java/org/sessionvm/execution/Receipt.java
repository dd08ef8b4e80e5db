package org.sessionvm.execution;

import org.sessionvm.primitives.TransactionId;

/** How the chain answered a transaction for good. */
public sealed interface Receipt {
  /** The transaction. */
  TransactionId id();

  /** It is in an accepted block that is on disk. */
  record Accepted(TransactionId id, Outcome outcome) implements Receipt {}

  /** It was refused and is in no block. */
  record Rejected(TransactionId id, Rejection rejection) implements Receipt {}
}
