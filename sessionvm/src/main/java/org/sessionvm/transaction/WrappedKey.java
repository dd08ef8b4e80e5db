package org.sessionvm.transaction;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.SessionKeyGeneration;

/**
 * A session's key as one participant can unwrap it.
 *
 * @param participant who
 * @param publicKey the ML-KEM-768 key of the participant, 1184 bytes
 * @param wrappedKey what only its holder can open
 */
public record WrappedKey(ParticipantId participant, Bytes publicKey, Bytes wrappedKey) {
  void write(ByteWriter writer) {
    writer.id(participant).bytes(publicKey).bytes(wrappedKey);
  }

  static WrappedKey read(ByteReader reader) {
    return new WrappedKey(
        reader.id(ParticipantId::new),
        reader.bytes(MlKemPublicKey.BYTES),
        reader.bytes(SessionKeyGeneration.WRAPPED_KEY_BYTES_MAX));
  }
}
