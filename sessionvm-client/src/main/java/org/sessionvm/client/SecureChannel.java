package org.sessionvm.client;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.state.ChannelRole;

/**
 * A channel as one of its members sees it: what it sends is encrypted for all members and signed,
 * what it reads is verified and decrypted. Trusts a key of the channel by its author's signature.
 *
 * <p>Who is a member, and who an admin, is the node's word: an admin's wallet gives keys to whoever
 * is listed ({@link GivenKey} says to whom). Has no forward secrecy. Does not own client and
 * identity, which outlive it. Any thread may use it.
 */
public final class SecureChannel {
  private static final Hashing HASHING = new Blake2bHashing();

  /** While others give keys or leave. */
  private static final int SENDINGS_MAX = 4;

  private final SessionClient client;
  private final Identity self;
  private final ChannelId id;
  private final SignatureVerifier verifier;
  private final KnownIdentities identities;
  private final ChannelKeyring keyring;
  private final ChannelKeyDistribution distribution;
  private volatile @Nullable ProvedKey current;

  SecureChannel(SessionClient client, Identity self, ChannelId id, SignatureVerifier verifier) {
    this.client = client;
    this.self = self;
    this.id = id;
    this.verifier = verifier;
    this.identities = new KnownIdentities(client);
    this.keyring = new ChannelKeyring(client, self, id, identities, verifier);
    this.distribution = new ChannelKeyDistribution(client, self, id, identities, keyring);
  }

  /** The channel's id. */
  public ChannelId id() {
    return id;
  }

  /** The channel as the node tells it now. */
  public ChannelState state() {
    return client.channels().get(self, id);
  }

  /** Who is in it, as the node tells it, in the order of their ids. */
  public List<ChannelMembership> members() {
    return StreamSupport.stream(client.channels().members(self, id).spliterator(), false).toList();
  }

  /** Invites somebody whom the chain knows; for admins. */
  public SentInvitation invite(ParticipantId invitee) {
    return client.channels().invite(self, id, invitee);
  }

  /**
   * Removes a member, and gives those who stay a fresh key, so that it reads nothing that comes
   * after; for admins. Where only the second fails, {@link #rotateKey} does that once more.
   *
   * @throws ClientException.UnknownSession when it is no member
   */
  public GivenKey remove(ParticipantId member) {
    if (member.equals(self.participant())) {
      throw new ClientException.InvalidParameters(
          "member", "member: is oneself, who leaves instead");
    }
    client.channels().remove(self, id, member, membership(member).membership());
    return rotateKey();
  }

  /** Withdraws an invitation; for admins. */
  public void withdraw(ParticipantId invitee, TransactionId invitation) {
    client.channels().remove(self, id, invitee, invitation);
  }

  /** Gives a member another role, for the owner; the role of the owner hands the channel over. */
  public void changeRole(ParticipantId member, ChannelRole role) {
    client.channels().changeRole(self, id, membership(member), role);
  }

  private ChannelMembership membership(ParticipantId member) {
    return members().stream()
        .filter(found -> found.participant().equals(member))
        .findFirst()
        .orElseThrow(() -> new ClientException.UnknownSession("unknown member"));
  }

  /**
   * Gives every member a fresh key, which is signed for; for admins. Whoever has left, or has got
   * hold of an older key, reads nothing that comes after; who has joined reads nothing that came
   * before.
   *
   * @throws ClientException.UnprovedKeys when the node has no keys of a member that prove
   *     themselves
   */
  public GivenKey rotateKey() {
    current = null;
    return distribution.rotate();
  }

  /**
   * Lets a member read what came before, as far as this wallet can, and what comes; for admins.
   *
   * @return how many keys it was given
   */
  public int givePastKeys(ParticipantId member) {
    return distribution.givePast(member);
  }

  /**
   * Encrypts for all members, signs, sends, and waits until the message is on the node's disk. An
   * admin gives a fresh key first where there is none to send under.
   *
   * @throws ClientException.NoChannelKey when there is none, and this is no admin
   */
  public SentMessage send(byte[] plaintext) {
    for (int sending = 1; ; sending++) {
      ProvedKey key = key();
      try {
        return client
            .channels()
            .send(self, id, key.id().generation(), key.encrypt(self, plaintext));
      } catch (ClientException.InvalidParameters e) {
        // Somebody has left, or another key was given, since this one was looked at.
        current = null;
        if (sending == SENDINGS_MAX || !e.field().equals("keyGeneration")) {
          throw e;
        }
      }
    }
  }

  private ProvedKey key() {
    ProvedKey known = current;
    if (known != null) {
      return known;
    }
    ChannelState state = state();
    if (isProved(state)) {
      return found(state.generation());
    }
    if (!state.isAdmin()) {
      throw new ClientException.NoChannelKey(
          state.generation() == 0 || state.sendable()
              ? "you have no key of the channel to send under"
              : "somebody who has left holds the key of the channel");
    }
    return found(distribution.rotate().generation());
  }

  private boolean isProved(ChannelState state) {
    return state.sendable()
        && keyring.find(state.generation()) instanceof ChannelKeyring.Lookup.Proved;
  }

  private ProvedKey found(int generation) {
    if (keyring.find(generation) instanceof ChannelKeyring.Lookup.Proved(ProvedKey key)) {
      current = key;
      return key;
    }
    throw new ClientException.NoChannelKey("the key that was given is not there");
  }

  /**
   * The messages from a sequence on, fetched, verified and decrypted as they are asked for. What
   * fails is reported in its place and ends nothing.
   */
  public Iterable<ReceivedMessage> messages(long fromSequence) {
    return () -> received(client.channels().messages(self, id, fromSequence));
  }

  /**
   * The messages from a sequence on, and then each as it comes; without a sequence only those that
   * come. Ends when the channel is closed or this is no member any more. Close it to end it.
   */
  public LiveMessages listen(OptionalLong fromSequence) {
    LiveFeed<PostedMessage> feed = client.listen(self, LiveFeed.Topic.of(id));
    try {
      long from = feed.begin(fromSequence);
      return new LiveMessages(
          feed,
          received(
              state().closed()
                  ? client.channels().messages(self, id, from)
                  : new MessageIterator<>(feed::next, from)));
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private ReceivedIterator<PostedMessage> received(MessageIterator<PostedMessage> messages) {
    ChannelVerification verification =
        new ChannelVerification(
            id, self, identities, keyring, new SenderProof(client.chainId(), HASHING, verifier));
    return new ReceivedIterator<>(messages, PostedMessage::sequence, () -> verification);
  }

  /** Takes back, for everyone, what one has said at this place. */
  public void deleteMessage(long sequence) {
    client.channels().deleteMessage(self, id, sequence);
  }

  /** Joins, by the invitation that one has. */
  public void join() {
    client.channels().join(self, id);
  }

  /**
   * Leaves, or declines the invitation. Where a member leaves, the others need a fresh key from an
   * admin before they can send.
   */
  public void leave() {
    client.channels().leave(self, id);
  }

  /** Closes the channel for all and for good, for the owner; what was said stays readable. */
  public void close() {
    client.channels().close(self, id);
  }
}
