package org.sessionvm.plugin.gossip;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * What nodes send each other: a version, then encoded signed transactions with their lengths.
 *
 * @param transactions at most {@value #TRANSACTIONS_MAX}
 */
record GossipMessage(List<Bytes> transactions) {
  /** Most transactions of a message. */
  static final int TRANSACTIONS_MAX = 256;

  /** Longest message; a node takes up to 2 MiB. */
  static final int BYTES_MAX = 1 << 20;

  private static final int VERSION = 1;
  private static final int HEAD_BYTES = 6;

  static final Codec<GossipMessage> CODEC =
      Codec.of(
          (writer, message) -> {
            writer.u16(VERSION).u32(message.transactions.size());
            message.transactions.forEach(writer::bytes);
          },
          reader -> {
            if (reader.u16() != VERSION) {
              throw new DecodeException("gossip of another version");
            }
            return new GossipMessage(reader.list(TRANSACTIONS_MAX, item -> item.bytes(BYTES_MAX)));
          });

  GossipMessage {
    transactions = List.copyOf(transactions);
  }

  /** As many of these as a message takes, from the first on; at least one if there is one. */
  static GossipMessage of(List<PreparedTransaction> waiting) {
    List<Bytes> taken = new ArrayList<>();
    long bytes = HEAD_BYTES;
    for (PreparedTransaction transaction : waiting) {
      bytes += Integer.BYTES + transaction.encoded().size();
      if (!taken.isEmpty() && (bytes > BYTES_MAX || taken.size() == TRANSACTIONS_MAX)) {
        break;
      }
      taken.add(transaction.encoded());
    }
    return new GossipMessage(taken);
  }

  Bytes encode() {
    return CODEC.encode(this);
  }
}
