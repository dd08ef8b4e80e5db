package org.sessionvm.state;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;

/** The key of a channel's key as a member has it: the channel, who, and the generation from 1. */
public record ChannelKeyKey(ChannelId channel, ParticipantId member, long generation) {
  /** Bytes on disk, so that what a member has is together. */
  public static final Codec<ChannelKeyKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.channel).id(key.member).u32((int) key.generation),
          reader ->
              new ChannelKeyKey(
                  reader.id(ChannelId::new), reader.id(ParticipantId::new), reader.u32()));

  /** What the keys of all that a member has begin with. */
  static Bytes prefix(ChannelId channel, ParticipantId member) {
    return new ByteWriter().id(channel).id(member).toBytes();
  }
}
