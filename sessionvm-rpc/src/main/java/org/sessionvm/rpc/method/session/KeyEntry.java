package org.sessionvm.rpc.method.session;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.transaction.WrappedKey;

/** A session's key as one participant can unwrap it. */
public record KeyEntry(
    @Field("CB58 or 07 hex") ParticipantId participant,
    @Field("the participant's ML-KEM-768 key as the session names it, 1184 bytes in hex")
        Bytes publicKey,
    @Field("1 to 4096 bytes in hex that only the participant opens") Bytes wrappedKey) {
  WrappedKey toWrappedKey() {
    return new WrappedKey(participant, publicKey, wrappedKey);
  }
}
