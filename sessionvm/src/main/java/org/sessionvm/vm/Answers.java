package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.execution.Receipt;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.mempool.PendingTransaction;

/**
 * Receipts on their way to who waits for them. They are gathered under the lock of the blocks, so
 * that what is answered leaves the mempool with the block, and handed out after it, because what a
 * receiver does then is its own and may take any time.
 */
final class Answers {
  private final Mempool mempool;
  private final List<Answer> gathered = new ArrayList<>();

  private record Answer(PendingTransaction to, Receipt receipt) {}

  Answers(Mempool mempool) {
    this.mempool = mempool;
  }

  /** The transaction waits no more; under the lock. */
  void add(Receipt receipt) {
    mempool.remove(receipt.id()).ifPresent(pending -> gathered.add(new Answer(pending, receipt)));
  }

  /** What was gathered; under the lock. */
  Runnable take() {
    List<Answer> now = List.copyOf(gathered);
    gathered.clear();
    return () -> now.forEach(answer -> answer.to().receipt().complete(answer.receipt()));
  }
}
