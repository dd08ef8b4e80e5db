package org.sessionvm.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.ParticipantChannel.Relation;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.Transaction;

/**
 * Calls of a node about channels; {@link SecureChannel} encrypts and decrypts. Who is in a channel,
 * and as what, is what the node says. Any thread may use it.
 */
public final class ChannelClient {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SessionClient client;

  ChannelClient(SessionClient client) {
    this.client = client;
  }

  /** {@code CreateChannel}: {@code owner} is its first member. It has no key yet. */
  public ChannelId create(Identity owner, ChannelName name) {
    Transaction creation =
        new CreateChannel(owner.participant(), name, client.uniqueMillis(), RANDOM.nextLong());
    return ((Outcome.ChannelCreated) submit(owner, creation)).channel();
  }

  /** {@code GetChannel}, for members and who is invited. */
  public ChannelState get(Identity reader, ChannelId channel) {
    ObjectNode parameters = channel(channel);
    ChannelState state =
        ChannelAnswers.channel(
            client.read(reader, "sessionvm.GetChannel", parameters).path("channel"));
    if (!state.id().equals(channel)) {
      throw new ClientException.ProtocolViolation("the node answers with another channel");
    }
    return state;
  }

  /** {@code ListChannels}: those of one kind, in the order of their ids, read as they are used. */
  public Iterable<ChannelState> list(Identity reader, Relation relation) {
    return () ->
        new PageIterator<>(
            cursor ->
                PageIterator.Page.of(
                    cursor,
                    client
                        .parameters()
                        .put("participant", reader.participant().toCb58())
                        .put("relation", word(relation)),
                    parameters -> client.read(reader, "sessionvm.ListChannels", parameters),
                    "channels",
                    ChannelAnswers::channel));
  }

  private static String word(Relation relation) {
    return switch (relation) {
      case OWNED -> "owner";
      case JOINED -> "member";
      case INVITED -> "invited";
    };
  }

  /** {@code GetChannelMembers}: in the order of their ids, read as they are used. */
  public Iterable<ChannelMembership> members(Identity reader, ChannelId channel) {
    return () ->
        new PageIterator<>(
            cursor ->
                PageIterator.Page.of(
                    cursor,
                    channel(channel),
                    parameters -> client.read(reader, "sessionvm.GetChannelMembers", parameters),
                    "members",
                    ChannelAnswers::member));
  }

  /** {@code InviteToChannel}; of somebody whom the chain knows. */
  public SentInvitation invite(Identity admin, ChannelId channel, ParticipantId invitee) {
    Outcome.ChannelInvited invited =
        (Outcome.ChannelInvited)
            submit(
                admin,
                new InviteToChannel(channel, admin.participant(), invitee, client.uniqueMillis()));
    return new SentInvitation(invited.invitation(), Instant.ofEpochMilli(invited.expiresMillis()));
  }

  /** {@code JoinChannel}, by the invitation that {@code participant} has. */
  public void join(Identity participant, ChannelId channel) {
    TransactionId invitation =
        get(participant, channel)
            .invitation()
            .orElseThrow(() -> new ClientException.UnknownSession("unknown invitation"));
    submit(participant, new JoinChannel(channel, participant.participant(), invitation));
  }

  /** {@code LeaveChannel}: ends one's own membership, or declines the invitation. */
  public void leave(Identity participant, ChannelId channel) {
    ChannelState state = get(participant, channel);
    TransactionId membership = state.membership().or(state::invitation).orElseThrow();
    remove(participant, channel, participant.participant(), membership);
  }

  /**
   * {@code RemoveChannelMember}: ends the membership of another, or withdraws an invitation.
   *
   * @param membership which of its memberships or invitations
   */
  public void remove(
      Identity admin, ChannelId channel, ParticipantId member, TransactionId membership) {
    submit(admin, new RemoveChannelMember(channel, admin.participant(), member, membership));
  }

  /** {@code ChangeChannelRole}; to make another the owner hands the channel over. */
  public void changeRole(
      Identity owner, ChannelId channel, ChannelMembership member, ChannelRole role) {
    submit(
        owner,
        new ChangeChannelRole(
            channel,
            owner.participant(),
            member.participant(),
            member.membership(),
            role,
            client.uniqueMillis()));
  }

  /** {@code CloseChannel}, for all and for good. */
  public void close(Identity owner, ChannelId channel) {
    submit(owner, new CloseChannel(channel, owner.participant()));
  }

  /** {@code DeleteChannelMessage}: takes back, for everyone, what {@code sender} said there. */
  public void deleteMessage(Identity sender, ChannelId channel, long sequence) {
    submit(sender, new DeleteChannelMessage(channel, sender.participant(), sequence));
  }

  /**
   * {@code GiveChannelKey}.
   *
   * @param entries in the order of the members' ids
   * @return how many members lack the key still, where that matters
   */
  int giveKey(
      Identity author,
      ChannelId channel,
      int generation,
      List<ChannelKeyEntry> entries,
      Bytes proof) {
    Transaction give =
        new GiveChannelKey(channel, author.participant(), generation, entries, proof);
    return ((Outcome.ChannelKeyGiven) submit(author, give)).missing();
  }

  /** {@code GetChannelKey}: as {@code member} has it. */
  ShownChannelKey key(Identity member, ChannelId channel, int generation) {
    ObjectNode parameters =
        channel(channel)
            .put("participant", member.participant().toCb58())
            .put("generation", generation);
    ShownChannelKey key =
        ChannelAnswers.key(client.read(member, "sessionvm.GetChannelKey", parameters));
    if (key.generation() != generation) {
      throw new ClientException.ProtocolViolation("the node answers with another key");
    }
    return key;
  }

  /** {@code SendChannelMessage} with a ciphertext that is made already. */
  SentMessage send(Identity sender, ChannelId channel, int keyGeneration, Bytes ciphertext) {
    PreparedTransaction message =
        client.prepare(
            sender,
            new SendChannelMessage(channel, sender.participant(), keyGeneration, ciphertext));
    Outcome.ChannelMessageAccepted accepted =
        (Outcome.ChannelMessageAccepted) client.submit(message);
    return new SentMessage(message.id(), accepted.sequence());
  }

  /** {@code GetChannelMessages}: from a sequence on, read as they are used, unverified. */
  MessageIterator<PostedMessage> messages(Identity reader, ChannelId channel, long fromSequence) {
    return new MessageIterator<>(
        from ->
            ChannelAnswers.messages(
                client.read(
                    reader,
                    "sessionvm.GetChannelMessages",
                    channel(channel).put("fromSequence", from).put("limit", MessageIterator.PAGE))),
        fromSequence);
  }

  private ObjectNode channel(ChannelId channel) {
    return client.parameters().put("channelId", channel.toCb58());
  }

  private Outcome submit(Identity signer, Transaction transaction) {
    return client.submit(client.prepare(signer, transaction));
  }
}
