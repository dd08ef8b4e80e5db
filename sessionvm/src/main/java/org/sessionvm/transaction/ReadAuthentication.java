package org.sessionvm.transaction;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ParticipantId;

/** What a participant signs to read: no transaction, so it has a domain of its own. */
public final class ReadAuthentication {
  private static final Bytes DOMAIN = ByteWriter.utf8("sessionvm.auth.v1");

  private ReadAuthentication() {}

  /** Domain, chain id, participant id and timestamp u64 in milliseconds. */
  public static Bytes signingBytes(ChainId chain, ParticipantId participant, long timestampMillis) {
    return new ByteWriter().raw(DOMAIN).id(chain).id(participant).u64(timestampMillis).toBytes();
  }
}
