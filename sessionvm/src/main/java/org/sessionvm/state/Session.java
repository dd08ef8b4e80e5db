package org.sessionvm.state;

import java.util.List;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/**
 * What never changes of a session but its end, which may be moved on.
 *
 * @param participants in the order of the creation
 * @param publicKeyCount how many entries the column of keys holds; with proof asked for, one each
 * @param metadata what its maker attached
 * @param creation the transaction that made it
 * @param createdMillis the block's time
 * @param expiresMillis from this time on the session is expired
 * @param unprovedUntilMillis from this time on the session is gone if nobody has proved anything; 0
 *     where no proof is asked for
 */
public record Session(
    List<ParticipantId> participants,
    int publicKeyCount,
    Metadata metadata,
    TransactionId creation,
    long createdMillis,
    long expiresMillis,
    long unprovedUntilMillis) {
  private static final int PARTICIPANTS_CEILING = 128;

  /** Bytes on disk. */
  public static final Codec<Session> CODEC = Codec.of(Session::write, Session::read);

  public Session {
    participants = List.copyOf(participants);
  }

  /** With a later end. */
  public Session expiringAt(long millis) {
    return new Session(
        participants,
        publicKeyCount,
        metadata,
        creation,
        createdMillis,
        millis,
        unprovedUntilMillis);
  }

  private static void write(ByteWriter writer, Session session) {
    writer.u32(session.participants.size());
    session.participants.forEach(writer::id);
    writer.u32(session.publicKeyCount);
    session.metadata.write(writer);
    writer.id(session.creation);
    writer.u64(session.createdMillis).u64(session.expiresMillis).u64(session.unprovedUntilMillis);
  }

  private static Session read(ByteReader reader) {
    return new Session(
        reader.list(PARTICIPANTS_CEILING, r -> r.id(ParticipantId::new)),
        reader.u32(),
        Metadata.read(reader),
        reader.id(TransactionId::new),
        reader.u64(),
        reader.u64(),
        reader.u64());
  }
}
