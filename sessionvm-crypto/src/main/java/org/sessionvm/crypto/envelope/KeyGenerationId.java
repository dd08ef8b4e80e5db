package org.sessionvm.crypto.envelope;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/**
 * Which key of which session, and who gave it.
 *
 * @param generation its number, from 1
 */
public record KeyGenerationId(SessionId session, int generation, ParticipantId author) {
  public KeyGenerationId {
    if (generation < 1) {
      throw new IllegalArgumentException("keys of a session are numbered from 1");
    }
  }

  /** 68 bytes: session id ‖ generation u32 ‖ author id. */
  public Bytes toBytes() {
    return new ByteWriter().id(session).u32(generation).id(author).toBytes();
  }
}
