package org.sessionvm.client;

import java.time.Instant;
import java.util.List;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.transaction.WrappedKey;

/**
 * A key of a session as the node tells it. The answer proves nothing, not even who gave the key:
 * {@link SecureSession} looks for the author's signature before it uses one.
 *
 * @param generation its number, from 1 to 1024
 * @param author who gave it, one of {@code entries}
 * @param time of the block that accepted it
 * @param entries for each participant, none twice, its ML-KEM-768 key (1184 bytes) and what it
 *     unwraps (1 to 4096 bytes)
 */
public record SessionKey(
    int generation, ParticipantId author, Instant time, List<WrappedKey> entries) {
  public SessionKey {
    entries = List.copyOf(entries);
  }
}
