package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;

/** What an accepted transaction did in a channel, so that it is not done again. */
public sealed interface ChannelRecord {
  /** Where. */
  ChannelId channel();

  /** It invited somebody; kept until that ends, used or not, or it could be brought out again. */
  record Invitation(ChannelId channel, ParticipantId invitee, long expiresMillis)
      implements ChannelRecord {}

  /** It is the message at {@code sequence}; kept as long as the channel. */
  record Message(ChannelId channel, long sequence) implements ChannelRecord {}

  /** Bytes on disk. */
  Codec<ChannelRecord> CODEC = Codec.of(ChannelRecord::write, ChannelRecord::read);

  private static void write(ByteWriter writer, ChannelRecord record) {
    switch (record) {
      case Invitation made ->
          writer.u8(18).id(made.channel()).id(made.invitee()).u64(made.expiresMillis());
      case Message message -> writer.u8(23).id(message.channel()).u64(message.sequence());
    }
  }

  private static ChannelRecord read(ByteReader reader) {
    int type = reader.u8();
    return switch (type) {
      case 18 ->
          new Invitation(reader.id(ChannelId::new), reader.id(ParticipantId::new), reader.u64());
      case 23 -> new Message(reader.id(ChannelId::new), reader.u64());
      default -> throw new DecodeException("no channel record has the type " + type);
    };
  }
}
