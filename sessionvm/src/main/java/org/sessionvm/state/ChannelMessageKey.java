package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.ChannelId;

/** The key of a message in a channel: the channel and its place, from 0 and without gaps. */
public record ChannelMessageKey(ChannelId channel, long sequence) {
  /** Bytes on disk, in the order of a channel's messages. */
  public static final Codec<ChannelMessageKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.channel).u64(key.sequence),
          reader -> new ChannelMessageKey(reader.id(ChannelId::new), reader.u64()));
}
