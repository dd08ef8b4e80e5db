package org.sessionvm.state;

import java.util.Optional;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.KeyValueReader;

/** Changes of channels and who is in them, each with every index that it touches. */
public final class Channels {
  private Channels() {}

  /** A channel, also one that is due to be deleted. */
  public static Optional<Channel> find(KeyValueReader state, ChannelId id) {
    return Columns.CHANNELS.get(state, id);
  }

  /** A member of a channel. */
  public static Optional<ChannelMember> member(
      KeyValueReader state, ChannelId id, ParticipantId participant) {
    return Columns.CHANNEL_MEMBERS.get(state, new ChannelMemberKey(id, participant));
  }

  /** An invitation to a channel, also one that is due to end. */
  public static Optional<ChannelInvitation> invitation(
      KeyValueReader state, ChannelId id, ParticipantId invitee) {
    return Columns.CHANNEL_INVITATIONS.get(state, new ChannelMemberKey(id, invitee));
  }

  /** How many channels a participant has such a relation to, up to {@code most}. */
  public static int count(
      KeyValueReader state,
      ParticipantId participant,
      ParticipantChannel.Relation relation,
      long most) {
    var prefix = ParticipantChannel.prefix(participant, relation);
    return state
        .scan(
            Columns.PARTICIPANT_CHANNELS.id(),
            prefix,
            prefix.concat(Columns.AFTER_PREFIX),
            (int) Math.min(most, Integer.MAX_VALUE >> 1))
        .size();
  }

  /** Begins a channel with its owner in it. */
  public static void create(
      StateDiff state, ChannelId id, ChannelName name, ParticipantId owner, long millis) {
    TransactionId creation = new TransactionId(id.bytes());
    put(state, id, Channel.begun(name, owner, millis));
    putMember(state, id, owner, ChannelMember.joined(ChannelRole.OWNER, creation, millis));
    Totals.change(state, counters -> counters.addChannels(1));
  }

  /** Stores an invitation, in the place of one that there was. */
  public static void invite(
      StateDiff state, ChannelId id, ParticipantId invitee, ChannelInvitation invitation) {
    if (invitation(state, id, invitee).isEmpty()) {
      put(state, id, get(state, id).addInvitations(1));
      state.put(Columns.PARTICIPANT_CHANNELS, invited(id, invitee), Columns.PRESENT);
    }
    state.put(Columns.CHANNEL_INVITATIONS, new ChannelMemberKey(id, invitee), invitation);
    state.put(
        Columns.CHANNEL_TRANSACTIONS,
        invitation.id(),
        new ChannelRecord.Invitation(id, invitee, invitation.expiresMillis()));
    state.put(
        Columns.EXPIRIES,
        Expiry.ofInvitation(invitation.expiresMillis(), invitation.id()),
        Columns.PRESENT);
  }

  /** Takes an invitation away; that it was made is remembered until it would have ended. */
  public static void withdraw(StateDiff state, ChannelId id, ParticipantId invitee) {
    put(state, id, get(state, id).addInvitations(-1));
    state.delete(Columns.CHANNEL_INVITATIONS, new ChannelMemberKey(id, invitee));
    state.delete(Columns.PARTICIPANT_CHANNELS, invited(id, invitee));
  }

  /** Forgets an invitation at its end, whatever became of it. */
  public static void endInvitation(StateDiff state, TransactionId invitation) {
    Optional<ChannelRecord> record = Columns.CHANNEL_TRANSACTIONS.get(state, invitation);
    state.delete(Columns.CHANNEL_TRANSACTIONS, invitation);
    if (record.orElseThrow() instanceof ChannelRecord.Invitation made) {
      invitation(state, made.channel(), made.invitee())
          .filter(kept -> kept.id().equals(invitation))
          .ifPresent(_ -> withdraw(state, made.channel(), made.invitee()));
    }
  }

  /** Makes a member of one who is invited. */
  public static void join(StateDiff state, ChannelId id, ParticipantId participant, long millis) {
    ChannelInvitation invitation = invitation(state, id, participant).orElseThrow();
    withdraw(state, id, participant);
    Channel channel = get(state, id).addMembers(1);
    put(state, id, channel.withKeys(channel.generations().joined()));
    putMember(
        state, id, participant, ChannelMember.joined(ChannelRole.MEMBER, invitation.id(), millis));
  }

  /** Ends a membership; what the member held may not be sent under any more. */
  public static void depart(StateDiff state, ChannelId id, ParticipantId participant) {
    Channel channel = get(state, id);
    ChannelGenerations before = channel.generations();
    ChannelGenerations after =
        before.departed(
            before.current() > 0 && ChannelKeys.has(state, id, participant, before.current()),
            before.isPending(before.latest())
                && ChannelKeys.has(state, id, participant, before.latest()));
    put(state, id, channel.addMembers(-1).withKeys(after));
    ChannelKeys.forget(state, id, participant);
    deleteMember(state, id, participant, member(state, id, participant).orElseThrow());
  }

  /** Gives a member another role; a new owner takes the place of the one there is. */
  public static void changeRole(
      StateDiff state,
      ChannelId id,
      ParticipantId participant,
      ChannelRole role,
      TransactionId change,
      long timestampMillis) {
    if (role == ChannelRole.OWNER) {
      ParticipantId former = get(state, id).owner();
      replaceRole(state, id, former, ChannelRole.ADMIN, change, timestampMillis);
      put(state, id, get(state, id).ownedBy(participant));
    }
    replaceRole(state, id, participant, role, change, timestampMillis);
  }

  private static void replaceRole(
      StateDiff state,
      ChannelId id,
      ParticipantId participant,
      ChannelRole role,
      TransactionId change,
      long timestampMillis) {
    ChannelMember before = member(state, id, participant).orElseThrow();
    deleteMember(state, id, participant, before);
    putMember(state, id, participant, before.withRole(role, change, timestampMillis));
  }

  /** Gives the next sequence to a message. */
  public static void addMessage(StateDiff state, ChannelId id, ChannelMessage message) {
    Channel channel = get(state, id);
    long sequence = channel.messages();
    state.put(Columns.CHANNEL_MESSAGES, new ChannelMessageKey(id, sequence), message);
    state.put(Columns.CHANNEL_TRANSACTIONS, message.id(), new ChannelRecord.Message(id, sequence));
    put(state, id, channel.withMessage());
  }

  /** Closes a channel, which goes later. */
  public static void close(StateDiff state, ChannelId id, long millis, long deleteAtMillis) {
    put(state, id, get(state, id).closedAt(millis));
    state.put(Columns.EXPIRIES, Expiry.ofChannel(deleteAtMillis, id), Columns.PRESENT);
  }

  static Channel get(KeyValueReader state, ChannelId id) {
    return find(state, id).orElseThrow();
  }

  static void put(StateDiff state, ChannelId id, Channel channel) {
    state.put(Columns.CHANNELS, id, channel);
  }

  private static ParticipantChannel invited(ChannelId id, ParticipantId invitee) {
    return new ParticipantChannel(invitee, ParticipantChannel.Relation.INVITED, id);
  }

  private static void putMember(
      StateDiff state, ChannelId id, ParticipantId participant, ChannelMember member) {
    state.put(Columns.CHANNEL_MEMBERS, new ChannelMemberKey(id, participant), member);
    state.put(
        Columns.PARTICIPANT_CHANNELS,
        new ParticipantChannel(participant, member.relation(), id),
        Columns.PRESENT);
  }

  static void deleteMember(
      StateDiff state, ChannelId id, ParticipantId participant, ChannelMember member) {
    state.delete(Columns.CHANNEL_MEMBERS, new ChannelMemberKey(id, participant));
    state.delete(
        Columns.PARTICIPANT_CHANNELS, new ParticipantChannel(participant, member.relation(), id));
  }
}
