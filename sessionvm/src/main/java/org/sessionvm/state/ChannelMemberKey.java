package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;

/** The key of a member or of an invitation: the channel and who. */
public record ChannelMemberKey(ChannelId channel, ParticipantId participant) {
  /** Bytes on disk, in the order of a channel's participants' ids. */
  public static final Codec<ChannelMemberKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.channel).id(key.participant),
          reader -> new ChannelMemberKey(reader.id(ChannelId::new), reader.id(ParticipantId::new)));
}
