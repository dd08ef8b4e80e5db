package org.sessionvm.client;

import java.time.Instant;
import java.util.OptionalLong;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/**
 * What stands at a place of a session or channel, once this wallet has looked at it. Sequence and
 * time are the chain's word; everything else of an opened message is signed by its sender.
 */
public sealed interface ReceivedMessage {
  /** Its place; of a gap, the first that is missing. */
  long sequence();

  /** One past the places that it stands for; nothing where it has no place of its own. */
  default OptionalLong end() {
    return switch (this) {
      case Missing gap -> OptionalLong.of(gap.nextSequence());
      case Rejected rejected when rejected.reason() == Reason.OUT_OF_ORDER -> OptionalLong.empty();
      case Opened _, SentByReader _, Rejected _ -> OptionalLong.of(sequence() + 1);
    };
  }

  /** Verified and decrypted. The holder closes the plaintext. */
  record Opened(
      long sequence, TransactionId id, ParticipantId sender, Instant time, Plaintext plaintext)
      implements ReceivedMessage {}

  /** Verified, and sent by the reader to the other one of two: nobody else can read it. */
  record SentByReader(long sequence, TransactionId id, ParticipantId sender, Instant time)
      implements ReceivedMessage {}

  /**
   * Not to be believed. Id and sender are claims.
   *
   * @param reason why
   */
  record Rejected(
      long sequence, TransactionId id, ParticipantId sender, Instant time, Reason reason)
      implements ReceivedMessage {}

  /**
   * Messages that the node does not give: deleted after the chain's retention time, or kept back.
   *
   * @param nextSequence one past the last that is missing
   */
  record Missing(long sequence, long nextSequence) implements ReceivedMessage {}

  /** Why a message is not to be believed. */
  enum Reason {
    /** It was sent to another session or channel. */
    OTHER_SESSION("was sent to another session or channel"),
    /** It has no place, or one that is taken or passed already. */
    OUT_OF_ORDER("is out of order"),
    /** The same message stands at an earlier place. */
    REPEATED("is a repetition of an earlier message"),
    /** Its sender does not take part in the session. */
    NOT_A_PARTICIPANT("is from nobody in this session"),
    /** Nobody has proved its sender's keys. */
    UNPROVED_SENDER("is from someone whose keys are not proved"),
    /** Its id is not the hash of what it says. */
    WRONG_ID("has an id that is not its hash"),
    /** Its signature is not its sender's. */
    BAD_SIGNATURE("has a signature that is not its sender's"),
    /** It is under a key that its author did not sign for, or that is not there. */
    UNPROVED_KEY("is under a key that nobody answers for"),
    /** It is under a key of the channel that the reader was not given. */
    NO_KEY("is under a key that you were not given"),
    /** Its sender signed it, but it does not open. */
    DECRYPTION_FAILED("does not decrypt");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For people, after "the message". */
    public String text() {
      return text;
    }
  }
}
