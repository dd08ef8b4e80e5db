package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/** One participant's part in one session; a participant's newest session comes first. */
public record ParticipantSession(ParticipantId participant, long createdMillis, SessionId session) {
  /** Bytes on disk. */
  public static final Codec<ParticipantSession> CODEC =
      Codec.of(
          // The complement puts later times first in the order of bytes.
          (writer, part) -> writer.id(part.participant).u64(~part.createdMillis).id(part.session),
          reader ->
              new ParticipantSession(
                  reader.id(ParticipantId::new), ~reader.u64(), reader.id(SessionId::new)));
}
