package org.sessionvm.spi;

import org.sessionvm.primitives.Bytes;

/** An entry of a column. */
public record KeyValue(Bytes key, Bytes value) {}
