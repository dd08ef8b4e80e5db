package org.sessionvm.mempool;

import java.util.concurrent.CompletableFuture;
import org.sessionvm.execution.Receipt;

/** What a mempool makes of a transaction. */
public sealed interface Offer {
  /** It waits; the receipt is completed when the chain has answered for good. */
  record Waiting(CompletableFuture<Receipt> receipt) implements Offer {}

  /** It cannot wait here now; {@code limit} is the bound that was reached. */
  record Full(String limit, long max) implements Offer {}
}
