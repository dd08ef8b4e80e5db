package org.sessionvm.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.SessionCipher;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.state.SessionStatus;

/**
 * A session as one of its participants sees it: what it sends is encrypted for every other one and
 * signed, what it reads is verified and decrypted. Trusts keys by their hash alone.
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
  private volatile Snapshot snapshot;

  /** The session when it was last asked for, and the keys that prove themselves in it. */
  private record Snapshot(SessionState state, Map<ParticipantId, Optional<IdentityKeys>> keys) {}

  SecureSession(
      SessionClient client, Identity self, SessionState state, SignatureVerifier verifier) {
    this.client = client;
    this.self = self;
    this.id = state.id();
    this.verifier = verifier;
    if (!state.participants().contains(self.participant())) {
      throw new ClientException.Unauthorized("not a participant of the session", Optional.empty());
    }
    this.snapshot = snapshot(state);
  }

  /** The session's id. */
  public SessionId id() {
    return id;
  }

  /** The session as the node told it last; the caller checks who takes part. */
  public SessionState state() {
    return snapshot.state();
  }

  /** Asks the node anew. The participants of a session never change: other ones are a lie. */
  public SessionState refresh() {
    SessionState state = client.getSession(id);
    if (!state.participants().equals(snapshot.state().participants())) {
      throw new ClientException.ProtocolViolation("a session's participants have changed");
    }
    snapshot = snapshot(state);
    return state;
  }

  /** Accepts the session; its status after that. */
  public SessionStatus accept() {
    return client.acceptSession(self, id);
  }

  /**
   * Encrypts for every other participant; the caller keeps and wipes the plaintext.
   *
   * @throws ClientException.UnprovedKeys when the keys of one of them are not proved
   */
  public Bytes encrypt(byte[] plaintext) {
    return SessionCipher.encrypt(id, self.participant(), encryptionKeys(), plaintext);
  }

  /**
   * Decrypts a message of {@code sender}. The caller has verified its signature, as {@link
   * #messages} does.
   */
  public Plaintext decrypt(ParticipantId sender, Bytes ciphertext) throws DecryptionException {
    int participants = snapshot.keys().size();
    return new Plaintext(SessionCipher.decrypt(self, id, sender, participants, ciphertext));
  }

  /** Signs free text; refuses what could be a transaction. */
  public Bytes sign(Bytes text) {
    return self.signText(text);
  }

  /** Encrypts, signs, sends, and waits until the message is on the node's disk. */
  public SentMessage send(byte[] plaintext) {
    return client.sendMessage(self, id, encrypt(plaintext));
  }

  /**
   * The messages from a sequence on, fetched, verified and decrypted as they are asked for. What
   * fails is reported in its place and ends nothing.
   */
  public Iterable<ReceivedMessage> messages(long fromSequence) {
    return () -> {
      // Someone may have proved itself since.
      MessageVerification verification = verification();
      return new ReceivedIterator(
          (MessageIterator) client.getMessages(self, id, fromSequence).iterator(),
          () -> verification);
    };
  }

  /**
   * The messages from a sequence on, and then each as it comes; without a sequence only those that
   * come. Close it to end it.
   */
  public LiveMessages listen(OptionalLong fromSequence) {
    LiveFeed feed = client.listen(self, id);
    try {
      MessageIterator messages = new MessageIterator(feed::next, feed.begin(fromSequence));
      return new LiveMessages(feed, new ReceivedIterator(messages, this::verification));
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private MessageVerification verification() {
    Snapshot current = hasUnprovedKeys() ? refreshed() : snapshot;
    return new MessageVerification(client.chainId(), id, self, current.keys(), HASHING, verifier);
  }

  /** Closes the session for all participants and for good; what was said stays readable. */
  public void close() {
    client.closeSession(self, id);
  }

  private Map<ParticipantId, MlKemPublicKey> encryptionKeys() {
    Snapshot current = hasUnprovedKeys() ? refreshed() : snapshot;
    Map<ParticipantId, MlKemPublicKey> keys = new LinkedHashMap<>();
    current
        .keys()
        .forEach(
            (participant, proved) ->
                keys.put(
                    participant,
                    proved.orElseThrow(() -> new ClientException.UnprovedKeys(participant)).kem()));
    return keys;
  }

  private boolean hasUnprovedKeys() {
    return snapshot.keys().values().stream().anyMatch(Optional::isEmpty);
  }

  private Snapshot refreshed() {
    refresh();
    return snapshot;
  }

  /** One's own keys are known here, whatever the node says of them. */
  private Snapshot snapshot(SessionState state) {
    Map<ParticipantId, Optional<IdentityKeys>> keys =
        new LinkedHashMap<>(ParticipantKeys.of(state, client, HASHING));
    keys.put(self.participant(), Optional.of(self.keys()));
    return new Snapshot(state, keys);
  }
}
