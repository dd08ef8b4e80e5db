package org.sessionvm.state;

import java.util.OptionalInt;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.TransactionId;

/**
 * Where a message is; what it says is in the column of payloads.
 *
 * @param id the transaction that sent it
 * @param location its place in the chain
 * @param acceptedMillis the time of that block
 * @param sender the position of who sent it; nothing in rows of versions that did not note it
 */
public record MessageRecord(
    TransactionId id, PayloadLocation location, long acceptedMillis, OptionalInt sender) {
  /** Bytes on disk. */
  public static final Codec<MessageRecord> CODEC =
      Codec.of(MessageRecord::write, MessageRecord::read);

  private static void write(ByteWriter writer, MessageRecord message) {
    writer.id(message.id);
    writer.u64(message.location.height()).u32(message.location.index());
    writer.u64(message.acceptedMillis);
    message.sender.ifPresent(writer::u16);
  }

  private static MessageRecord read(ByteReader reader) {
    return new MessageRecord(
        reader.id(TransactionId::new),
        new PayloadLocation(reader.u64(), reader.u32()),
        reader.u64(),
        reader.hasMore() ? OptionalInt.of(reader.u16()) : OptionalInt.empty());
  }
}
