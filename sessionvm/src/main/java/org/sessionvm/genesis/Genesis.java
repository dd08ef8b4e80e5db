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
  public Genesis {
    if (timestampMillis < 0) {
      throw new IllegalArgumentException("timestamp must not be negative");
    }
  }

  /** The id of a standalone chain: SHA-256 of the bytes. As a plugin the host names the chain. */
  public ChainId standaloneChainId() {
    return new ChainId(Sha256.hash(bytes));
  }
}
