package org.sessionvm.mempool;

import java.util.concurrent.CompletableFuture;
import org.sessionvm.execution.Receipt;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * A transaction that waits for a block.
 *
 * @param transaction checked at the edge
 * @param receipt completed when the chain has answered for good; fails with {@link
 *     OutcomeUnknownException} when it never will
 */
public record PendingTransaction(
    PreparedTransaction transaction, CompletableFuture<Receipt> receipt) {}
