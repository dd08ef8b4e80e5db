package org.sessionvm.state;

import java.util.Comparator;
import org.sessionvm.codec.Codec;

/**
 * The place of a transaction in the chain.
 *
 * @param height of its block
 * @param index within the block, from 0
 */
public record PayloadLocation(long height, int index) implements Comparable<PayloadLocation> {
  /** Bytes on disk, in the order of the chain. */
  public static final Codec<PayloadLocation> CODEC =
      Codec.of(
          (writer, location) -> writer.u64(location.height).u32(location.index),
          reader -> new PayloadLocation(reader.u64(), reader.u32()));

  private static final Comparator<PayloadLocation> ORDER =
      Comparator.comparingLong(PayloadLocation::height).thenComparingInt(PayloadLocation::index);

  /** The place of the first transaction of a block. */
  public static PayloadLocation firstOf(long height) {
    return new PayloadLocation(height, 0);
  }

  @Override
  public int compareTo(PayloadLocation other) {
    return ORDER.compare(this, other);
  }

  /** Whether it comes before the other in the chain. */
  public boolean isBefore(PayloadLocation other) {
    return compareTo(other) < 0;
  }
}
