package org.sessionvm.vm;

import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.transaction.SendMessage;

/**
 * A message as readers see it.
 *
 * @param acceptedMillis the time of its block; none while it waits for one
 * @param sequence its place in the session; none while it waits for a block
 * @param publicKey of a message under a session key: the ML-KEM-768 key of its sender there
 */
public record Message(
    TransactionId id,
    SessionId session,
    ParticipantId sender,
    long keyGeneration,
    Bytes ciphertext,
    Bytes signature,
    OptionalLong acceptedMillis,
    OptionalLong sequence,
    Optional<Bytes> publicKey) {
  static Message accepted(
      TransactionId id,
      SendMessage sent,
      Bytes signature,
      long acceptedMillis,
      long sequence,
      Optional<Bytes> publicKey) {
    return new Message(
        id,
        sent.session(),
        sent.sender(),
        sent.keyGeneration(),
        sent.ciphertext(),
        signature,
        OptionalLong.of(acceptedMillis),
        OptionalLong.of(sequence),
        publicKey);
  }

  /** A message that waits for a block. */
  public static Message pending(TransactionId id, SendMessage sent, Bytes signature) {
    return new Message(
        id,
        sent.session(),
        sent.sender(),
        sent.keyGeneration(),
        sent.ciphertext(),
        signature,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  /** Bytes of ciphertext, signature and key. */
  public int size() {
    return ciphertext.size() + signature.size() + publicKey.map(Bytes::size).orElse(0);
  }
}
