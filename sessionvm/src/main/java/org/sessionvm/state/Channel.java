package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;

/**
 * A channel without what it has rows for.
 *
 * @param name what it is called
 * @param owner whose it is
 * @param createdMillis the time of that block
 * @param closedMillis the time at which its owner closed it; 0 while it is open
 * @param members how many, the owner among them
 * @param invitations how many are stored
 * @param messages how many were ever accepted, so the next sequence
 * @param generations which keys it has
 */
public record Channel(
    ChannelName name,
    ParticipantId owner,
    long createdMillis,
    long closedMillis,
    int members,
    int invitations,
    long messages,
    ChannelGenerations generations) {
  /** Most members, open invitations included. */
  public static final int MEMBERS_MAX = 1_000;

  /** Bytes on disk. */
  public static final Codec<Channel> CODEC = Codec.of(Channel::write, Channel::read);

  static Channel begun(ChannelName name, ParticipantId owner, long millis) {
    return new Channel(name, owner, millis, 0, 1, 0, 0, ChannelGenerations.NONE);
  }

  /** Whether its owner has closed it. */
  public boolean isClosed() {
    return closedMillis != 0;
  }

  /** Whether it is to be treated as deleted at {@code millis}. */
  public boolean isGoneAt(long millis, RulesHistory history) {
    return isClosed() && millis >= deletedMillis(history);
  }

  /** When it is deleted, having been closed. */
  public long deletedMillis(RulesHistory history) {
    return closedMillis + history.retentionMillisAt(closedMillis);
  }

  Channel ownedBy(ParticipantId other) {
    return new Channel(
        name, other, createdMillis, closedMillis, members, invitations, messages, generations);
  }

  Channel closedAt(long millis) {
    return new Channel(
        name, owner, createdMillis, millis, members, invitations, messages, generations);
  }

  Channel addMembers(int more) {
    return new Channel(
        name,
        owner,
        createdMillis,
        closedMillis,
        members + more,
        invitations,
        messages,
        generations);
  }

  Channel addInvitations(int more) {
    return new Channel(
        name,
        owner,
        createdMillis,
        closedMillis,
        members,
        invitations + more,
        messages,
        generations);
  }

  Channel withMessage() {
    return new Channel(
        name, owner, createdMillis, closedMillis, members, invitations, messages + 1, generations);
  }

  Channel withKeys(ChannelGenerations changed) {
    return new Channel(
        name, owner, createdMillis, closedMillis, members, invitations, messages, changed);
  }

  private static void write(ByteWriter writer, Channel channel) {
    writer.string(channel.name.text()).id(channel.owner);
    writer.u64(channel.createdMillis).u64(channel.closedMillis);
    writer.u32(channel.members).u32(channel.invitations).u64(channel.messages);
    writer.raw(ChannelGenerations.CODEC.encode(channel.generations));
  }

  private static Channel read(ByteReader reader) {
    return new Channel(
        new ChannelName(reader.string(ChannelName.BYTES_MAX)),
        reader.id(ParticipantId::new),
        reader.u64(),
        reader.u64(),
        reader.u32(),
        reader.u32(),
        reader.u64(),
        ChannelGenerations.CODEC.decode(reader.raw(ChannelGenerations.BYTES)));
  }
}
