package org.sessionvm.genesis;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.Sha256;

/**
 * The start of a chain. Rules and time are a function of the bytes alone.
 *
 * @param bytes what the host keeps or was given
 * @param rules the rules that the bytes say
 * @param timestampMillis the time of block 0
 */
public record Genesis(Bytes bytes, ChainRules rules, long timestampMillis) {
  /** 9999-12-31T23:59:59.999Z: no sum of a time and a rule's duration comes near 2^63. */
  public static final long TIMESTAMP_MILLIS_MAX = 253_402_300_799_999L;

  public Genesis {
    if (timestampMillis < 0 || timestampMillis > TIMESTAMP_MILLIS_MAX) {
      throw new IllegalArgumentException("timestamp must be from 0 to " + TIMESTAMP_MILLIS_MAX);
    }
  }

  /** The id of a standalone chain: SHA-256 of the bytes. As a plugin the host names the chain. */
  public ChainId standaloneChainId() {
    return new ChainId(Sha256.hash(bytes));
  }
}
