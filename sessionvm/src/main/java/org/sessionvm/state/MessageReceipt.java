package org.sessionvm.state;

import org.sessionvm.codec.Codec;

/**
 * How far a participant has come in a session. Both marks are counts: all messages of a lower
 * sequence.
 *
 * @param delivered messages that have reached the participant
 * @param read messages that the participant has read; never more than were delivered
 * @param isPrivate whether no method shows the others what was read
 */
public record MessageReceipt(long delivered, long read, boolean isPrivate) {
  /** Of one who has acknowledged nothing. */
  public static final MessageReceipt NONE = new MessageReceipt(0, 0, false);

  /** Bytes on disk. */
  public static final Codec<MessageReceipt> CODEC =
      Codec.of(
          (writer, receipt) ->
              writer.u64(receipt.delivered).u64(receipt.read).flag(receipt.isPrivate),
          reader -> new MessageReceipt(reader.u64(), reader.u64(), reader.flag()));

  public MessageReceipt {
    if (read < 0 || delivered < read) {
      throw new IllegalArgumentException("more was read than was delivered");
    }
  }

  /** Whether an acknowledgement of these marks would say nothing new. */
  public boolean covers(long otherDelivered, long otherRead) {
    return otherDelivered <= delivered && otherRead <= read;
  }

  /**
   * With marks that never go back; the choice of privacy is that of who last read farther, so that
   * a receipt of delivery alone reveals nothing.
   */
  public MessageReceipt advanced(long otherDelivered, long otherRead, boolean nowPrivate) {
    return new MessageReceipt(
        Math.max(delivered, otherDelivered),
        Math.max(read, otherRead),
        otherRead > read ? nowPrivate : isPrivate);
  }
}
