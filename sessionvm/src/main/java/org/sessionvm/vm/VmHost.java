package org.sessionvm.vm;

import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.spi.TimeSource;

/**
 * What a host gives to the virtual machine, which uses but does not close it.
 *
 * @param store opened with {@link org.sessionvm.state.Columns#ids()}
 * @param hashing BLAKE2b
 * @param verifier ML-DSA-65
 * @param time the host's clock
 */
public record VmHost(
    KeyValueStore store, Hashing hashing, SignatureVerifier verifier, TimeSource time) {}
