package org.sessionvm.transaction;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.ChannelKey;

/**
 * A key of a channel as one member can unwrap it.
 *
 * @param member who
 * @param wrappedKey what only that one can open
 */
public record ChannelKeyEntry(ParticipantId member, Bytes wrappedKey) {
  boolean isBefore(ChannelKeyEntry other) {
    return member.bytes().compareTo(other.member.bytes()) < 0;
  }

  static ChannelKeyEntry read(ByteReader reader) {
    return new ChannelKeyEntry(
        reader.id(ParticipantId::new), reader.bytes(ChannelKey.WRAPPED_KEY_BYTES_MAX));
  }
}
