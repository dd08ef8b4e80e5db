package org.sessionvm.crypto.envelope;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;

/**
 * Which key of which session or channel, and who made it.
 *
 * @param generation its number, from 1
 * @param author who made it, and not who passed it on later
 */
public record KeyGenerationId(KeyScope scope, int generation, ParticipantId author) {
  public KeyGenerationId {
    if (generation < 1) {
      throw new IllegalArgumentException("keys are numbered from 1");
    }
  }

  /** 68 bytes: id of the session or channel ‖ generation u32 ‖ author id. */
  public Bytes toBytes() {
    return new ByteWriter().id(scope.id()).u32(generation).id(author).toBytes();
  }
}
