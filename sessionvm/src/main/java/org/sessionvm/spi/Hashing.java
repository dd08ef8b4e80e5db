package org.sessionvm.spi;

import org.sessionvm.primitives.Bytes;

/** The hash function that the Java platform lacks. Must be safe to call from any thread. */
public interface Hashing {
  /** BLAKE2b with a 32-byte output and no key (RFC 7693) over the parts, one after the other. */
  Bytes blake2b256(Bytes... parts);
}
