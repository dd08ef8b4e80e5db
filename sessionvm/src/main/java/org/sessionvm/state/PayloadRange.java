package org.sessionvm.state;

/**
 * Payloads that follow each other in the chain.
 *
 * @param from the place of the first
 * @param to the place after the last
 */
public record PayloadRange(PayloadLocation from, PayloadLocation to) {
  public PayloadRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a range of payloads ends after it begins");
    }
  }

  /** The payloads of a block. */
  public static PayloadRange ofBlock(long height) {
    return new PayloadRange(PayloadLocation.firstOf(height), PayloadLocation.firstOf(height + 1));
  }

  /** One payload. */
  public static PayloadRange of(PayloadLocation only) {
    return new PayloadRange(only, new PayloadLocation(only.height(), only.index() + 1));
  }

  /** Whether it ends with the last payload of a block and begins with the first of one. */
  public boolean isOfBlocks() {
    return from.index() == 0 && to.index() == 0;
  }

  /** Whether both are of whole blocks, or both of one block. */
  public boolean mayBeJoined(PayloadRange next) {
    return isOfBlocks() ? next.isOfBlocks() : from.height() == next.from.height();
  }

  /** As far as another end, if that is farther. */
  public PayloadRange upTo(PayloadLocation end) {
    return to.isBefore(end) ? new PayloadRange(from, end) : this;
  }
}
