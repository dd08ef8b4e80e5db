package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelGenerationKey;
import org.sessionvm.state.ChannelGenerations;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ChannelMemberKey;
import org.sessionvm.state.ChannelRecord;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.ParticipantChannel;

/** Channels, who is in them or invited, and the keys that they have. */
final class ChannelRows {
  private final Subject subject;
  private final ChannelMessageRows messages;
  private final long lastMillis;
  private long channels;

  ChannelRows(Subject subject) {
    this.subject = subject;
    this.messages = new ChannelMessageRows(subject);
    this.lastMillis = BlockRows.lastMillis(subject);
  }

  long channels() {
    return channels;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.CHANNELS, this::channel);
    subject.walk(Columns.CHANNEL_MEMBERS, this::member);
    subject.walk(Columns.PARTICIPANT_CHANNELS, this::participant);
    subject.walk(Columns.CHANNEL_INVITATIONS, this::invitation);
    subject.walk(Columns.CHANNEL_KEYS, this::key);
    subject.walk(Columns.CHANNEL_KEY_ORIGINS, this::origin);
    messages.check();
  }

  private void channel(ChannelId id, Channel channel) {
    channels++;
    messages.channel(id, channel);
    int[] owners = {0};
    int[] lacking = {0};
    ChannelGenerations keys = channel.generations();
    int members =
        count(
            Columns.CHANNEL_MEMBERS,
            id,
            (ChannelMemberKey key, ChannelMember member) -> {
              owners[0] += isOwner(channel, key.participant(), member) ? 1 : 0;
              lacking[0] += has(id, key.participant(), keys.latest()) ? 0 : 1;
            });
    expectCount(members == channel.members(), id, channel.members() + " members, not " + members);
    int invitations = count(Columns.CHANNEL_INVITATIONS, id, (_, _) -> {});
    expectCount(
        invitations == channel.invitations(),
        id,
        channel.invitations() + " invitations, not " + invitations);
    expect(
        channel.isClosed() || owners[0] == 1, Columns.CHANNELS, id, "its owner is not its member");
    // Keys go before members when a closed channel is deleted piece by piece.
    boolean going = channel.isGoneAt(lastMillis, subject.history());
    expectCount(
        going || keys.missing() == 0 || keys.missing() == lacking[0],
        id,
        keys.missing() + " members lack the pending key, not " + lacking[0]);
    int origins = count(Columns.CHANNEL_KEY_ORIGINS, id, (_, _) -> {});
    expectCount(
        going || origins == keys.latest(), id, keys.latest() + " generations, not " + origins);
    expect(
        !channel.isClosed()
            || subject.has(
                Columns.EXPIRIES, Expiry.ofChannel(channel.deletedMillis(subject.history()), id)),
        Columns.CHANNELS,
        id,
        "no time is set for it to go");
  }

  private static boolean isOwner(Channel channel, ParticipantId who, ChannelMember member) {
    return member.role() == ChannelRole.OWNER && who.equals(channel.owner());
  }

  private boolean has(ChannelId id, ParticipantId member, long generation) {
    return subject.has(Columns.CHANNEL_KEYS, new ChannelKeyKey(id, member, generation));
  }

  private <K, V> int count(Column<K, V> column, ChannelId id, Subject.RowCheck<K, V> check) {
    int[] rows = {0};
    subject.walkPrefix(
        column,
        id.bytes(),
        (key, value) -> {
          rows[0]++;
          check.row(key, value);
        });
    return rows[0];
  }

  private void member(ChannelMemberKey key, ChannelMember member) {
    Optional<Channel> channel = subject.get(Columns.CHANNELS, key.channel());
    expect(
        channel
            .filter(found -> found.createdMillis() <= member.joinedMillis())
            .filter(
                found ->
                    member.role() != ChannelRole.OWNER || key.participant().equals(found.owner()))
            .isPresent(),
        Columns.CHANNEL_MEMBERS,
        key,
        "no channel has it so");
    expect(
        subject.has(Columns.PARTICIPANT_CHANNELS, found(key, member.relation())),
        Columns.CHANNEL_MEMBERS,
        key,
        "is not found by the participant");
    int[] keys = {0};
    subject.walkPrefix(
        Columns.CHANNEL_KEYS,
        key.channel().bytes().concat(key.participant().bytes()),
        (_, _) -> keys[0]++);
    subject.expect(
        keys[0] == member.keys(),
        Kind.MISCOUNTED,
        Columns.CHANNEL_MEMBERS,
        key,
        member.keys() + " keys are counted, there are " + keys[0]);
  }

  private static ParticipantChannel found(
      ChannelMemberKey key, ParticipantChannel.Relation relation) {
    return new ParticipantChannel(key.participant(), relation, key.channel());
  }

  private void participant(ParticipantChannel part, Bytes value) {
    subject.expect(
        value.equals(Columns.PRESENT),
        Kind.UNREADABLE,
        Columns.PARTICIPANT_CHANNELS,
        part,
        "has a value");
    ChannelMemberKey key = new ChannelMemberKey(part.channel(), part.participant());
    expect(
        part.relation() == ParticipantChannel.Relation.INVITED
            ? subject.has(Columns.CHANNEL_INVITATIONS, key)
            : subject
                .get(Columns.CHANNEL_MEMBERS, key)
                .filter(member -> member.relation() == part.relation())
                .isPresent(),
        Columns.PARTICIPANT_CHANNELS,
        part,
        "the channel does not know the participant so");
  }

  private void invitation(ChannelMemberKey key, ChannelInvitation invitation) {
    expect(
        subject.has(Columns.CHANNELS, key.channel())
            && !subject.has(Columns.CHANNEL_MEMBERS, key)
            && subject.has(
                Columns.PARTICIPANT_CHANNELS, found(key, ParticipantChannel.Relation.INVITED)),
        Columns.CHANNEL_INVITATIONS,
        key,
        "is to no channel, of a member, or not found by the participant");
    expect(
        subject
            .get(Columns.CHANNEL_TRANSACTIONS, invitation.id())
            .equals(
                Optional.of(
                    new ChannelRecord.Invitation(
                        key.channel(), key.participant(), invitation.expiresMillis()))),
        Columns.CHANNEL_INVITATIONS,
        key,
        "is not found by its transaction");
  }

  private void key(ChannelKeyKey key, ChannelKey value) {
    expect(
        value.wrappedKey().size() > 0
            && subject
                .get(Columns.CHANNELS, key.channel())
                .filter(channel -> key.generation() >= 1)
                .filter(channel -> key.generation() <= channel.generations().latest())
                .isPresent()
            && subject.has(
                Columns.CHANNEL_MEMBERS, new ChannelMemberKey(key.channel(), key.member())),
        Columns.CHANNEL_KEYS,
        key,
        "no channel has such a key for the member");
  }

  private void origin(ChannelGenerationKey key, ChannelKeyOrigin value) {
    expect(
        subject
            .get(Columns.CHANNELS, key.channel())
            .filter(channel -> key.generation() >= 1)
            .filter(channel -> key.generation() <= channel.generations().latest())
            .isPresent(),
        Columns.CHANNEL_KEY_ORIGINS,
        key,
        "no channel has such a generation of " + value.author());
  }

  private void expectCount(boolean holds, ChannelId id, String detail) {
    subject.expect(holds, Kind.MISCOUNTED, Columns.CHANNELS, id, detail);
  }

  private <K> void expect(boolean holds, Column<K, ?> column, K key, String detail) {
    subject.expect(holds, Kind.DANGLING, column, key, detail);
  }
}
