package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.TransactionId;

/**
 * Where a message is; what it says is in the column of payloads.
 *
 * @param id the transaction that sent it
 * @param location its place in the chain
 * @param acceptedMillis the time of that block
 */
public record MessageRecord(TransactionId id, PayloadLocation location, long acceptedMillis) {
  /** Bytes on disk. */
  public static final Codec<MessageRecord> CODEC =
      Codec.of(
          (writer, message) ->
              writer
                  .id(message.id)
                  .u64(message.location.height())
                  .u32(message.location.index())
                  .u64(message.acceptedMillis),
          reader ->
              new MessageRecord(
                  reader.id(TransactionId::new),
                  new PayloadLocation(reader.u64(), reader.u32()),
                  reader.u64()));
}
