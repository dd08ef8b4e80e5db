package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.TransactionId;

/**
 * One who takes part in a channel.
 *
 * @param role what it may do
 * @param membership the creation or the invitation by which it became one
 * @param joinedMillis the time of that block
 * @param change the transaction that gave it its role; {@code membership} if none did since
 * @param changedMillis the timestamp that was signed with that; 0 if none
 * @param keys how many generations it has an entry of
 */
public record ChannelMember(
    ChannelRole role,
    TransactionId membership,
    long joinedMillis,
    TransactionId change,
    long changedMillis,
    int keys) {
  /** Bytes on disk. */
  public static final Codec<ChannelMember> CODEC =
      Codec.of(
          (writer, member) ->
              writer
                  .u8(member.role.number())
                  .id(member.membership)
                  .u64(member.joinedMillis)
                  .id(member.change)
                  .u64(member.changedMillis)
                  .u32(member.keys),
          reader ->
              new ChannelMember(
                  ChannelRole.of(reader.u8()),
                  reader.id(TransactionId::new),
                  reader.u64(),
                  reader.id(TransactionId::new),
                  reader.u64(),
                  reader.u32()));

  static ChannelMember joined(ChannelRole role, TransactionId membership, long millis) {
    return new ChannelMember(role, membership, millis, membership, 0, 0);
  }

  ChannelMember withRole(ChannelRole other, TransactionId by, long timestampMillis) {
    return new ChannelMember(other, membership, joinedMillis, by, timestampMillis, keys);
  }

  ChannelMember addKeys(int more) {
    return new ChannelMember(role, membership, joinedMillis, change, changedMillis, keys + more);
  }

  /** How it is found among what the participant has to do with channels. */
  public ParticipantChannel.Relation relation() {
    return role == ChannelRole.OWNER
        ? ParticipantChannel.Relation.OWNED
        : ParticipantChannel.Relation.JOINED;
  }
}
