package org.sessionvm.state;

import java.util.OptionalInt;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/**
 * Where a message of a channel is; what it says is in the column of payloads.
 *
 * @param id the transaction that sent it
 * @param location its place in the chain
 * @param acceptedMillis the time of that block
 * @param sender who sent it, who may be no member any more
 */
public record ChannelMessage(
    TransactionId id, PayloadLocation location, long acceptedMillis, ParticipantId sender) {
  /** Bytes on disk. */
  public static final Codec<ChannelMessage> CODEC =
      Codec.of(
          (writer, message) ->
              writer
                  .id(message.id)
                  .raw(PayloadLocation.CODEC.encode(message.location))
                  .u64(message.acceptedMillis)
                  .id(message.sender),
          reader ->
              new ChannelMessage(
                  reader.id(TransactionId::new),
                  new PayloadLocation(reader.u64(), reader.u32()),
                  reader.u64(),
                  reader.id(ParticipantId::new)));

  /** The same for what all payloads have in common. */
  public MessageRecord record() {
    return new MessageRecord(id, location, acceptedMillis, OptionalInt.empty());
  }
}
