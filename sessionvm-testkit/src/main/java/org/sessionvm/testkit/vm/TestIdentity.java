package org.sessionvm.testkit.vm;

import java.util.function.UnaryOperator;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;

/**
 * Someone who signs.
 *
 * @param keys both public keys
 * @param participant the id that they prove
 * @param signing signing bytes to signature
 */
public record TestIdentity(
    IdentityKeys keys, ParticipantId participant, UnaryOperator<Bytes> signing) {
  /** The key entry that proves itself: 3136 bytes. */
  public Bytes fullKeys() {
    return keys.toBytes();
  }

  /** The key entry of the reference's form: 1184 bytes. */
  public Bytes kemKey() {
    return keys.kem().bytes();
  }
}
