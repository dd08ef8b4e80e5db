package org.sessionvm.plugin.gossip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.spi.StoreException;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.verification.SignatureSource;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings transactions to whoever builds the next block: what this node takes goes to others, and
 * what comes from them is checked as if a wallet had sent it.
 */
public final class TransactionGossip implements AutoCloseable {
  /** How many transactions that came are remembered, so that none is checked twice. */
  static final int SEEN_MAX = 16_384;

  /** Of how many nodes it is remembered how good their signatures were. */
  static final int NODES_MAX = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(TransactionGossip.class);

  private final SessionVm vm;
  private final BooleanSupplier enabled;
  private final PluginFigures figures;
  private final GossipInbox inbox = new GossipInbox(this::read);
  private final GossipOutbox outbox;
  private final Map<Bytes, Boolean> seen = newest(SEEN_MAX);
  private final Map<Bytes, SignatureSource> sources = newest(NODES_MAX);

  private TransactionGossip(
      SessionVm vm, GossipSender sender, BooleanSupplier enabled, PluginFigures figures) {
    this.vm = vm;
    this.enabled = enabled;
    this.figures = figures;
    this.outbox = new GossipOutbox(vm.mempool(), sender, enabled, this::isKnownToAll, figures);
  }

  /**
   * Sends and reads from now on.
   *
   * @param enabled false while the node has not caught up with the chain
   */
  public static TransactionGossip start(
      SessionVm vm, GossipSender sender, BooleanSupplier enabled, PluginFigures figures) {
    TransactionGossip gossip = new TransactionGossip(vm, sender, enabled, figures);
    gossip.inbox.start(Runtime.getRuntime().availableProcessors());
    gossip.outbox.start();
    return gossip;
  }

  private static <V> Map<Bytes, V> newest(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes, V> eldest) {
            return size() > most;
          }
        });
  }

  /** A message came from a node; it is read later, or dropped when there is no room. */
  public void received(Bytes node, Bytes message) {
    boolean isWanted = enabled.getAsBoolean() && message.size() <= GossipMessage.BYTES_MAX;
    figures.gossipDropped().add(isWanted ? inbox.offer(node, message) : 1);
  }

  private void read(Bytes node, Bytes bytes) {
    try {
      GossipMessage message = GossipMessage.CODEC.decode(bytes);
      message.transactions().forEach(encoded -> submit(node, encoded));
    } catch (DecodeException e) {
      figures.gossipDropped().increment();
    } catch (StoreException e) {
      // The health of the store says what is wrong; whoever reads is to go on.
      figures.gossipDropped().increment();
      LOG.debug("gossip could not be checked", e);
    }
  }

  private void submit(Bytes node, Bytes encoded) {
    figures.gossipReceived().increment();
    if (seen.putIfAbsent(Sha256.hash(encoded), true) != null) {
      figures.gossipKnown().increment();
      return;
    }
    PreparedTransaction transaction = vm.prepare(SignedTransaction.CODEC.decode(encoded));
    if (vm.pending(transaction.id()).isPresent()) {
      figures.gossipKnown().increment();
      return;
    }
    boolean isSettled = false;
    try {
      isSettled = isSettled(vm.submit(transaction, source(node)));
    } finally {
      if (!isSettled) {
        seen.remove(Sha256.hash(encoded));
      }
    }
  }

  /** Whether it need not be looked at again. */
  private boolean isSettled(Submission submission) {
    return switch (submission) {
      case Submission.Waiting _ -> true;
      case Submission.Answered(Receipt.Accepted _) -> true;
      // The block with its session may be on its way still.
      case Submission.Answered(Receipt.Rejected rejected) ->
          rejected.rejection().code() != RejectionCode.UNKNOWN_SESSION;
      case Submission.Busy _, Submission.Suspended _ -> {
        figures.gossipDropped().increment();
        yield false;
      }
    };
  }

  /**
   * A message goes to so many nodes that in a small network all have it from the first. A node lets
   * another send it only so many bytes a second, which blocks need too.
   */
  private boolean isKnownToAll(PreparedTransaction transaction) {
    return figures.peers().get() <= GossipOutbox.VALIDATORS
        && seen.containsKey(Sha256.hash(transaction.encoded()));
  }

  private SignatureSource source(Bytes node) {
    return sources.computeIfAbsent(node, SignatureSource::new);
  }

  @Override
  public void close() {
    outbox.close();
    inbox.close();
  }
}
