package org.sessionvm.launcher.crash;

import java.util.function.BiConsumer;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.execution.Outcome;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.Transaction;

/**
 * One transaction of a story.
 *
 * @param signer who signs it
 * @param transaction what is signed
 * @param acknowledged is told what was sent and what a node answered
 */
record Step(
    Identity signer,
    Transaction transaction,
    BiConsumer<PreparedTransaction, Outcome> acknowledged) {}
