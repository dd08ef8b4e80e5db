package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.state.ChannelKeys;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ChannelMemberKey;
import org.sessionvm.state.ChannelMessage;
import org.sessionvm.state.ChannelMessageKey;
import org.sessionvm.state.Channels;
import org.sessionvm.state.Columns;
import org.sessionvm.state.ErasedPayloads;
import org.sessionvm.state.ParticipantChannel;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SignedTransaction;

/**
 * Channels of the accepted state at one moment, as long as the reader they are from is open.
 *
 * @param state where to look
 * @param history which rules bound when
 * @param nowMillis the time that they are shown for
 */
public record ChannelReader(KeyValueReader state, RulesHistory history, long nowMillis) {
  /** Most channels, members or messages of a page. */
  public static final int PER_PAGE_MAX = 1_000;

  /** A page ends with the message that reaches this many bytes of ciphertext and signatures. */
  public static final int BYTES_PER_PAGE_MAX = MessageScan.BYTES_PER_PAGE_MAX;

  /** Most places that are looked at for a page, deleted messages included. */
  private static final int ROWS_PER_PAGE_MAX = MessageScan.ROWS_PER_PAGE_MAX;

  private static final Bytes END = Bytes.fromHex("ff".repeat(Columns.KEY_BYTES_MAX));

  /** Somebody in a channel. */
  public record Member(ParticipantId participant, ChannelMember member) {}

  /**
   * A message as its readers see it.
   *
   * @param sequence its place
   * @param accepted where and when it was
   * @param sent what was signed
   * @param signature its sender's
   */
  public record Said(
      long sequence, ChannelMessage accepted, SendChannelMessage sent, Bytes signature) {
    /** Bytes of ciphertext and signature. */
    public int size() {
      return sent.ciphertext().size() + signature.size();
    }
  }

  /**
   * Messages in order.
   *
   * @param nextSequence where the next page begins
   */
  public record Saids(List<Said> messages, long nextSequence) {
    public Saids {
      messages = List.copyOf(messages);
    }

    /** Bytes of ciphertext and signatures. */
    public long bytes() {
      return messages.stream().mapToLong(Said::size).sum();
    }
  }

  /** A channel that is not gone. */
  public Optional<Channel> channel(ChannelId id) {
    return Channels.find(state, id).filter(channel -> !channel.isGoneAt(nowMillis, history));
  }

  /** Somebody in a channel. */
  public Optional<ChannelMember> member(ChannelId id, ParticipantId participant) {
    return channel(id).flatMap(_ -> Channels.member(state, id, participant));
  }

  /** An invitation that is not past its time. */
  public Optional<ChannelInvitation> invitation(ChannelId id, ParticipantId invitee) {
    return channel(id).flatMap(_ -> openInvitation(id, invitee));
  }

  private Optional<ChannelInvitation> openInvitation(ChannelId id, ParticipantId invitee) {
    return Channels.invitation(state, id, invitee)
        .filter(invitation -> nowMillis < invitation.expiresMillis());
  }

  /**
   * A channel that is not gone, as somebody sees it.
   *
   * @param participant who; nothing where nobody is asked for proof
   */
  public Optional<ChannelView> view(ChannelId id, Optional<ParticipantId> participant) {
    return channel(id)
        .map(
            channel ->
                new ChannelView(
                    id,
                    channel,
                    participant.flatMap(who -> Channels.member(state, id, who)),
                    participant.flatMap(who -> openInvitation(id, who))));
  }

  /**
   * Everyone who is a member of a channel or invited, as {@link Channel#MEMBERS_MAX} bounds them.
   */
  public List<ParticipantId> participants(ChannelId id) {
    return Stream.of(Columns.CHANNEL_MEMBERS, Columns.CHANNEL_INVITATIONS)
        .flatMap(
            column -> rows(column.id(), id.bytes(), Optional.empty(), Channel.MEMBERS_MAX).stream())
        .map(row -> ChannelMemberKey.CODEC.decode(row.key()).participant())
        .toList();
  }

  /** What a member has of a key. */
  public Optional<ChannelKey> key(ChannelId id, ParticipantId member, long generation) {
    return ChannelKeys.find(state, id, member, generation);
  }

  /** Where a key is from, if it was ever begun. */
  public Optional<ChannelKeyOrigin> origin(ChannelId id, long generation) {
    return ChannelKeys.origin(state, id, generation);
  }

  /** The members of a channel in the order of their ids. */
  public HandleReader.Page<Member> members(ChannelId id, Optional<Bytes> from, int limit) {
    List<KeyValue> rows = rows(Columns.CHANNEL_MEMBERS.id(), id.bytes(), from, limit);
    List<Member> members =
        rows.stream()
            .limit(limit)
            .map(
                row ->
                    new Member(
                        ChannelMemberKey.CODEC.decode(row.key()).participant(),
                        ChannelMember.CODEC.decode(row.value())))
            .toList();
    return new HandleReader.Page<>(members, next(rows, limit, id.bytes()));
  }

  /** The channels to which a participant has some relation, in the order of their ids. */
  public HandleReader.Page<ChannelId> channels(
      ParticipantId participant,
      ParticipantChannel.Relation relation,
      Optional<Bytes> from,
      int limit) {
    Bytes prefix = ParticipantChannel.prefix(participant, relation);
    List<KeyValue> rows = rows(Columns.PARTICIPANT_CHANNELS.id(), prefix, from, limit);
    List<ChannelId> channels =
        rows.stream()
            .limit(limit)
            .map(row -> ParticipantChannel.CODEC.decode(row.key()).channel())
            .filter(id -> channel(id).isPresent())
            .toList();
    return new HandleReader.Page<>(channels, next(rows, limit, prefix));
  }

  /**
   * Messages from a sequence on whose payloads are there.
   *
   * @param bytesMax the page ends with the message that reaches so many
   */
  public Saids messages(ChannelId id, long fromSequence, int limit, int bytesMax) {
    long end = channel(id).map(Channel::messages).orElse(0L);
    long last = Math.min(end, fromSequence + ROWS_PER_PAGE_MAX);
    List<Said> messages = new ArrayList<>();
    long next = fromSequence;
    long bytes = 0;
    while (next < last && messages.size() < limit && bytes < bytesMax) {
      Optional<Said> said = message(id, next);
      said.ifPresent(messages::add);
      bytes += said.map(Said::size).orElse(0);
      next++;
    }
    return new Saids(messages, next);
  }

  private Optional<Said> message(ChannelId id, long sequence) {
    return Columns.CHANNEL_MESSAGES
        .get(state, new ChannelMessageKey(id, sequence))
        .filter(found -> !ErasedPayloads.isGone(state, found.record(), history, nowMillis))
        .flatMap(
            found ->
                Columns.PAYLOADS
                    .get(state, found.location())
                    .map(SignedTransaction.CODEC::decode)
                    .map(
                        signed ->
                            new Said(
                                sequence,
                                found,
                                (SendChannelMessage) signed.transaction(),
                                signed.signature())));
  }

  /** One more than asked for tells whether there is a next page. */
  private List<KeyValue> rows(ColumnId column, Bytes prefix, Optional<Bytes> from, int limit) {
    return state.scan(
        column, prefix.concat(from.orElse(Bytes.EMPTY)), prefix.concat(END), limit + 1);
  }

  private static Optional<Bytes> next(List<KeyValue> rows, int limit, Bytes prefix) {
    return rows.size() > limit
        ? Optional.of(rows.get(limit).key()).map(key -> key.slice(prefix.size(), key.size()))
        : Optional.empty();
  }
}
