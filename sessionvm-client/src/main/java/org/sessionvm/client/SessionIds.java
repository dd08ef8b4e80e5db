package org.sessionvm.client;

import java.util.List;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;

/** Computes a session's id from what it commits to. */
final class SessionIds {
  private SessionIds() {}

  /** SHA-256 of the chain's prefix, the participants in order and the creation's id. */
  static SessionId of(String idPrefix, List<ParticipantId> participants, TransactionId creation) {
    ByteWriter writer = new ByteWriter().raw(ByteWriter.utf8(idPrefix));
    participants.forEach(writer::id);
    return new SessionId(Sha256.hash(writer.id(creation).toBytes()));
  }
}
