package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.ChannelId;

/** The key of a generation of a channel's keys: the channel, and the generation from 1. */
public record ChannelGenerationKey(ChannelId channel, long generation) {
  /** Bytes on disk. */
  public static final Codec<ChannelGenerationKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.channel).u32((int) key.generation),
          reader -> new ChannelGenerationKey(reader.id(ChannelId::new), reader.u32()));
}
