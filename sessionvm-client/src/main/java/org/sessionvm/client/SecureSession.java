package org.sessionvm.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.SessionCipher;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.vm.Message;

/**
 * A session as one of its participants sees it: what it sends is encrypted for every other one and
 * signed, what it reads is verified and decrypted. Trusts keys by their hash alone, and a key of
 * the session by its author's signature.
 *
 * <p>Has no forward secrecy: whoever takes a participant's keys opens what was sent to it. Does not
 * own client and identity, which outlive it. Any thread may use it.
 */
public final class SecureSession {
  private static final Hashing HASHING = new Blake2bHashing();

  private final SessionClient client;
  private final Identity self;
  private final SessionId id;
  private final SignatureVerifier verifier;
  private final SessionMembers members;
  private final SessionKeyring sessionKeys;

  SecureSession(
      SessionClient client, Identity self, SessionState state, SignatureVerifier verifier) {
    this.client = client;
    this.self = self;
    this.id = state.id();
    this.verifier = verifier;
    this.members = new SessionMembers(client, self, state);
    this.sessionKeys = new SessionKeyring(client, self, members, verifier);
  }

  /** The session's id. */
  public SessionId id() {
    return id;
  }

  /** The session as the node told it last; the caller checks who takes part. */
  public SessionState state() {
    return members.state();
  }

  /**
   * Asks the node anew, for the session and, at the next message, for its newest key. The
   * participants of a session never change: other ones are a lie.
   */
  public SessionState refresh() {
    sessionKeys.forget();
    return members.refresh();
  }

  /** Accepts the session; its status after that. */
  public SessionStatus accept() {
    return client.acceptSession(self, id);
  }

  /**
   * Encrypts for every other participant, under no key of the session; the caller keeps and wipes
   * the plaintext.
   *
   * @throws ClientException.UnprovedKeys when the keys of one of them are not proved
   */
  public Bytes encrypt(byte[] plaintext) {
    return SessionCipher.encrypt(id, self.participant(), members.encryptionKeys(), plaintext);
  }

  /**
   * Decrypts a message of {@code sender} that is under no key of the session. The caller has
   * verified its signature, as {@link #messages} does.
   */
  public Plaintext decrypt(ParticipantId sender, Bytes ciphertext) throws DecryptionException {
    return new Plaintext(SessionCipher.decrypt(self, id, sender, members.count(), ciphertext));
  }

  /** Signs free text; refuses what could be a transaction. */
  public Bytes sign(Bytes text) {
    return self.signText(text);
  }

  /**
   * Encrypts, signs, sends, and waits until the message is on the node's disk. Encrypts under the
   * newest key of the session that this object has heard of: at its first message, by {@link
   * #refresh}, by {@link #rotateKey} or by a message under a newer one. Where there is none, or
   * nobody answers for it, each participant's own key takes its place.
   */
  public SentMessage send(byte[] plaintext) {
    Optional<ProvedKey> key = sessionKeys.newest();
    return key.isEmpty()
        ? client.sendMessage(self, id, encrypt(plaintext))
        : client.sendMessage(
            self, id, key.get().id().generation(), key.get().encrypt(self, plaintext));
  }

  /**
   * Gives the session a fresh key, which is wrapped for each participant and signed for. What is
   * sent after it is closed to whoever has got hold of an older key of the session, but not to
   * whoever has a participant's identity.
   *
   * @return its number, from 1
   * @throws ClientException.UnprovedKeys when the keys of a participant are not proved
   * @throws IllegalStateException in a session of one, which has nobody to share a key with
   */
  public int rotateKey() {
    if (members.count() < KeyRotation.PARTICIPANTS_MIN) {
      throw new IllegalStateException("a session of one has nobody to share a key with");
    }
    return sessionKeys.rotate();
  }

  /**
   * The messages from a sequence on, fetched, verified and decrypted as they are asked for. What
   * fails is reported in its place and ends nothing.
   */
  public Iterable<ReceivedMessage> messages(long fromSequence) {
    return () -> {
      // Someone may have proved itself since.
      MessageVerification verification = verification();
      return new ReceivedIterator<>(
          client.messages(self, id, fromSequence), SecureSession::place, () -> verification);
    };
  }

  /**
   * The messages of a part of the history, fetched, verified and decrypted as they are asked for.
   * What fails is reported in its place, and so is what is missing between two messages; what is
   * missing before the first and after the last cannot be told.
   */
  public Iterable<ReceivedMessage> history(HistoryRange range) {
    return () -> new ReceivedHistory(client.history(self, id, range), verification());
  }

  /**
   * The messages from a sequence on, and then each as it comes; without a sequence only those that
   * come. Ends where the session is closed. Close it to end it.
   */
  public LiveMessages listen(OptionalLong fromSequence) {
    LiveFeed<Message> feed = client.listen(self, LiveFeed.Topic.of(id));
    try {
      long from = feed.begin(fromSequence);
      MessageIterator<Message> messages =
          isOver(refresh().status())
              ? client.messages(self, id, from)
              : new MessageIterator<>(feed::next, from);
      return new LiveMessages(
          feed, new ReceivedIterator<>(messages, SecureSession::place, this::verification));
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  /**
   * How far each participant has come, in the session's order. It is the node's word.
   *
   * @throws ClientException.ProtocolViolation when that is of other participants
   */
  public List<MessageProgress> receipts() {
    List<MessageProgress> receipts = client.getReceipts(self, id);
    if (!receipts.stream()
        .map(MessageProgress::participant)
        .toList()
        .equals(state().participants())) {
      throw new ClientException.ProtocolViolation("receipts are not of the participants");
    }
    return receipts;
  }

  /**
   * How far the others have come of the messages from a sequence on, and whenever one comes
   * farther. Close it to end it.
   */
  public LiveReceipts listenToReceipts(long fromSequence) {
    LiveFeed<MessageProgress> feed = client.listen(self, LiveFeed.Topic.ofReceipts(id));
    try {
      long from = feed.begin(OptionalLong.of(fromSequence));
      return new LiveReceipts(feed, self.participant(), state().participants(), from);
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  /**
   * Tells the others what has arrived and was read, as {@link SessionClient#acknowledge} has it.
   */
  public void acknowledge(long delivered, long read, boolean keepsPrivate) {
    client.acknowledge(self, id, delivered, read, keepsPrivate);
  }

  private static boolean isOver(SessionStatus status) {
    return status == SessionStatus.CLOSED || status == SessionStatus.EXPIRED;
  }

  private MessageVerification verification() {
    return new MessageVerification(
        id,
        self,
        members.keys(),
        sessionKeys,
        new SenderProof(client.chainId(), HASHING, verifier));
  }

  private static long place(Message message) {
    return message.sequence().orElse(-1);
  }

  /** Closes the session for all participants and for good; what was said stays readable. */
  public void close() {
    client.closeSession(self, id);
  }
}
