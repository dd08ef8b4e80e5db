package org.sessionvm.rpc.metrics;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.primitives.Bytes;

/** Messages of Protocol Buffers, each behind its length as a varint. */
final class DelimitedMessages {
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private DelimitedMessages() {}

  static List<Bytes> split(Bytes all) {
    List<Bytes> messages = new ArrayList<>();
    int at = 0;
    while (at < all.size()) {
      int length = 0;
      int shift = 0;
      byte next;
      do {
        next = all.at(at++);
        length |= (next & SEVEN_BITS) << shift;
        shift += BITS;
      } while ((next & MORE) != 0);
      messages.add(all.slice(at, at + length));
      at += length;
    }
    return messages;
  }
}
