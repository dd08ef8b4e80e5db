package org.sessionvm.client.keystore;

import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;

/** What the keystore tells of an identity without its password. */
public record StoredIdentity(IdentityName name, ParticipantId participant, IdentityKeys keys) {
  /** The id as people pass it on: 07 and 64 hexadecimal digits. */
  public String sessionId() {
    return participant.toSessionHex();
  }
}
