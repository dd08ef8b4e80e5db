package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;

/**
 * What changes of a session.
 *
 * @param status as last written; a session that is due to expire may still say otherwise
 * @param endedMillis when it was closed or expired; 0 while it has not ended
 * @param nextSequence how many messages were ever accepted
 * @param ciphertextBytes bytes of ciphertext ever accepted
 * @param proved participants whose key entry is known to be their own
 * @param accepted participants who have signed something in this session
 * @param deletedMessages messages from 0 that the sweep has already deleted
 * @param extension what most sessions have nothing of
 */
public record SessionHead(
    SessionStatus status,
    long endedMillis,
    long nextSequence,
    long ciphertextBytes,
    ParticipantSet proved,
    ParticipantSet accepted,
    long deletedMessages,
    HeadExtension extension) {
  /** Bytes on disk. */
  public static final Codec<SessionHead> CODEC = Codec.of(SessionHead::write, SessionHead::read);

  /** A session as it starts. */
  public static SessionHead initial(SessionStatus status) {
    return new SessionHead(
        status, 0, 0, 0, ParticipantSet.NONE, ParticipantSet.NONE, 0, HeadExtension.NONE);
  }

  /** With an end at {@code millis}. */
  public SessionHead ended(SessionStatus status, long millis) {
    return new SessionHead(
        status,
        millis,
        nextSequence,
        ciphertextBytes,
        proved,
        accepted,
        deletedMessages,
        extension);
  }

  /** With the participant at {@code index} known to own its key entry. */
  public SessionHead withProved(int index) {
    return new SessionHead(
        status,
        endedMillis,
        nextSequence,
        ciphertextBytes,
        proved.with(index),
        accepted,
        deletedMessages,
        extension);
  }

  /** With a signature of the participant at {@code index}; may become active by it. */
  public SessionHead withAccepted(int index, int participantCount) {
    ParticipantSet now = accepted.with(index);
    boolean activates =
        status == SessionStatus.PENDING && now.count() >= Math.min(2, participantCount);
    return new SessionHead(
        activates ? SessionStatus.ACTIVE : status,
        endedMillis,
        nextSequence,
        ciphertextBytes,
        proved,
        now,
        deletedMessages,
        extension);
  }

  /** With one more message. */
  public SessionHead withMessage(int size) {
    return new SessionHead(
        status,
        endedMillis,
        nextSequence + 1,
        ciphertextBytes + size,
        proved,
        accepted,
        deletedMessages,
        extension);
  }

  /** With the messages below {@code count} deleted. */
  public SessionHead withDeleted(long count) {
    return new SessionHead(
        status, endedMillis, nextSequence, ciphertextBytes, proved, accepted, count, extension);
  }

  /** With a receipt of the participant at {@code index}. */
  public SessionHead withAcknowledged(int index) {
    return with(extension.withAcknowledged(index));
  }

  /** With so many session keys. */
  public SessionHead withKeyGenerations(int count) {
    return with(extension.withKeyGenerations(count));
  }

  /** With a purge that has come as far as {@code count}. */
  public SessionHead withErased(long count) {
    return with(extension.withErased(count));
  }

  private SessionHead with(HeadExtension other) {
    return new SessionHead(
        status,
        endedMillis,
        nextSequence,
        ciphertextBytes,
        proved,
        accepted,
        deletedMessages,
        other);
  }

  private static void write(ByteWriter writer, SessionHead head) {
    writer.u8(number(head.status)).u64(head.endedMillis).u64(head.nextSequence);
    writer.u64(head.ciphertextBytes);
    writeSet(writer, head.proved);
    writeSet(writer, head.accepted);
    writer.u64(head.deletedMessages);
    head.extension.write(writer);
  }

  private static SessionHead read(ByteReader reader) {
    return new SessionHead(
        status(reader.u8()),
        reader.u64(),
        reader.u64(),
        reader.u64(),
        readSet(reader),
        readSet(reader),
        reader.u64(),
        HeadExtension.read(reader));
  }

  private static int number(SessionStatus status) {
    return switch (status) {
      case PENDING -> 0;
      case ACTIVE -> 1;
      case EXPIRED -> 2;
      case CLOSED -> 3;
    };
  }

  private static SessionStatus status(int number) {
    return switch (number) {
      case 0 -> SessionStatus.PENDING;
      case 1 -> SessionStatus.ACTIVE;
      case 2 -> SessionStatus.EXPIRED;
      case 3 -> SessionStatus.CLOSED;
      default -> throw new DecodeException("no session status has the number " + number);
    };
  }

  private static void writeSet(ByteWriter writer, ParticipantSet set) {
    writer.u64(set.low()).u64(set.high());
  }

  private static ParticipantSet readSet(ByteReader reader) {
    return new ParticipantSet(reader.u64(), reader.u64());
  }
}
