package org.sessionvm.crypto.envelope;

import java.util.Map;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/**
 * What stands in the ciphertext of a session's message. With one or two participants it is an
 * {@link Envelope} to the other one (to oneself when alone), as the reference has it; with more it
 * is a {@link GroupEnvelope} to all, the sender among them.
 *
 * <p>So the sender of a message between two cannot read it back from the node: {@link #isReadable}
 * says so beforehand.
 */
public final class SessionCipher {
  private static final int PAIR = 2;

  private SessionCipher() {}

  /**
   * Encrypts a message of {@code sender} for the session.
   *
   * @param participants every participant of the session with its key, the sender's too
   * @throws IllegalArgumentException when the sender is not among them
   */
  public static Bytes encrypt(
      SessionId session,
      ParticipantId sender,
      Map<ParticipantId, MlKemPublicKey> participants,
      byte[] plaintext) {
    if (!participants.containsKey(sender)) {
      throw new IllegalArgumentException("the sender is not a participant of the session");
    }
    if (participants.size() > PAIR) {
      return GroupEnvelope.encrypt(session, sender, participants, plaintext);
    }
    return Envelope.encryptTo(counterpart(sender, participants), plaintext);
  }

  /**
   * The plaintext, which the caller wipes. The caller has verified the message's signature: it is
   * what binds an envelope between two to its sender.
   *
   * @param participants how many the session has
   */
  public static byte[] decrypt(
      Identity reader, SessionId session, ParticipantId sender, int participants, Bytes ciphertext)
      throws DecryptionException {
    return participants > PAIR
        ? GroupEnvelope.decrypt(reader, session, sender, ciphertext)
        : Envelope.decrypt(reader, ciphertext);
  }

  /** False for one's own message in a session of two: it is encrypted for the other alone. */
  public static boolean isReadable(ParticipantId reader, ParticipantId sender, int participants) {
    return participants != PAIR || !reader.equals(sender);
  }

  /** How much longer than its plaintext a message's ciphertext is. */
  public static int overheadBytes(int participants) {
    return participants > PAIR
        ? GroupEnvelope.overheadBytes(participants)
        : Envelope.OVERHEAD_BYTES;
  }

  private static MlKemPublicKey counterpart(
      ParticipantId sender, Map<ParticipantId, MlKemPublicKey> participants) {
    return participants.entrySet().stream()
        .filter(entry -> participants.size() == 1 || !entry.getKey().equals(sender))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
