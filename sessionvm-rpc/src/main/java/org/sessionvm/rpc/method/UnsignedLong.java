package org.sessionvm.rpc.method;

/**
 * A whole number from 0 to 2^64-1, which JSON's readers often cannot hold: it may also be written
 * as a decimal string.
 *
 * @param bits as the wire format has them
 */
public record UnsignedLong(long bits) {}
