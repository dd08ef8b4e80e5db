package org.sessionvm.plugin.gossip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.transaction.PreparedTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends on what comes into the mempool, from a wallet or from another node, so that whichever
 * validator is to build next has it. What still waits after a while is sent again: whoever was to
 * build it may not have been there.
 */
final class GossipOutbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GossipOutbox.class);

  /** Most transactions that wait to be sent; more are left to the second time. */
  static final int WAITING_MAX = 4_096;

  /** How many validators each message goes to; they send it on if there are more nodes. */
  static final int VALIDATORS = 8;

  /** After how long what still waits is sent again. */
  static final long AGAIN_MILLIS = 5_000;

  private final Mempool mempool;
  private final GossipSender sender;
  private final BooleanSupplier enabled;
  private final Predicate<PreparedTransaction> known;
  private final PluginFigures figures;
  private final BlockingQueue<PreparedTransaction> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread =
      Thread.ofPlatform().name("gossip-out").daemon().unstarted(this::run);
  private Optional<TransactionId> oldest = Optional.empty();
  private long lookedNanos = System.nanoTime();

  /**
   * An outbox that sends nothing yet.
   *
   * @param known whether whoever sent a transaction to this node has sent it to all others as well
   */
  GossipOutbox(
      Mempool mempool,
      GossipSender sender,
      BooleanSupplier enabled,
      Predicate<PreparedTransaction> known,
      PluginFigures figures) {
    this.mempool = mempool;
    this.sender = sender;
    this.enabled = enabled;
    this.known = known;
    this.figures = figures;
  }

  void start() {
    mempool.listen(this::add);
    thread.start();
  }

  private void add(PreparedTransaction transaction) {
    if (!known.test(transaction) && !waiting.offer(transaction)) {
      figures.gossipDropped().increment();
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        PreparedTransaction first = waiting.poll(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          sendAll(first);
        }
        sendAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAll(PreparedTransaction first) {
    List<PreparedTransaction> batch = new ArrayList<>(List.of(first));
    waiting.drainTo(batch);
    for (int sent = 0; sent < batch.size(); ) {
      sent += send(batch.subList(sent, batch.size()));
    }
  }

  /** Sends as many as a message takes. */
  private int send(List<PreparedTransaction> transactions) {
    GossipMessage message = GossipMessage.of(transactions);
    int count = message.transactions().size();
    if (!enabled.getAsBoolean()) {
      return count;
    }
    try {
      sender.send(message.encode(), VALIDATORS);
      figures.gossipSent().add(count);
    } catch (RuntimeException e) {
      figures.gossipDropped().increment();
      LOG.debug("gossip could not be sent", e);
    }
    return count;
  }

  private void sendAgain() {
    if (System.nanoTime() - lookedNanos < TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS)) {
      return;
    }
    lookedNanos = System.nanoTime();
    List<PreparedTransaction> still = mempool.oldest(GossipMessage.TRANSACTIONS_MAX);
    Optional<TransactionId> first = still.stream().findFirst().map(PreparedTransaction::id);
    if (first.isPresent() && first.equals(oldest)) {
      send(still);
    }
    oldest = first;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
