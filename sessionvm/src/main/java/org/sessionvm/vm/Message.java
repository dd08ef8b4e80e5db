package org.sessionvm.vm;

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
 */
public record Message(
    TransactionId id,
    SessionId session,
    ParticipantId sender,
    long keyGeneration,
    Bytes ciphertext,
    Bytes signature,
    OptionalLong acceptedMillis,
    OptionalLong sequence) {
  static Message accepted(
      TransactionId id, SendMessage sent, Bytes signature, long acceptedMillis, long sequence) {
    return new Message(
        id,
        sent.session(),
        sent.sender(),
        sent.keyGeneration(),
        sent.ciphertext(),
        signature,
        OptionalLong.of(acceptedMillis),
        OptionalLong.of(sequence));
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
        OptionalLong.empty());
  }

  /** Bytes of ciphertext and signature. */
  public int size() {
    return ciphertext.size() + signature.size();
  }
}
