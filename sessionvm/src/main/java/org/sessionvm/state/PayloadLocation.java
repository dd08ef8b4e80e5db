package org.sessionvm.state;

import org.sessionvm.codec.Codec;

/**
 * The place of a transaction in the chain.
 *
 * @param height of its block
 * @param index within the block, from 0
 */
public record PayloadLocation(long height, int index) {
  /** Bytes on disk, in the order of the chain. */
  public static final Codec<PayloadLocation> CODEC =
      Codec.of(
          (writer, location) -> writer.u64(location.height).u32(location.index),
          reader -> new PayloadLocation(reader.u64(), reader.u32()));
}
