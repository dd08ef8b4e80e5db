package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.spi.TimeSource;

/**
 * Up to which block a host surely remembers the chain after a power failure. It notes a block
 * before it has it accepted here, and does not sync what it notes; after a while its disk has that
 * all the same. What an earlier process accepted says nothing: the host may have forgotten it and
 * be on its way there once more.
 */
final class HostMemory {
  /** After what time a host's note is surely on its disk. */
  static final long SURE_AFTER_MILLIS = 600_000;

  /** One height is remembered for so long, beside the newest. */
  private static final long SAMPLE_MILLIS = 60_000;

  /** What every host knows without a note. */
  private static final long GENESIS_HEIGHT = 0;

  private record Accepted(long height, long millis) {}

  private final TimeSource time;
  private final List<Accepted> samples = new ArrayList<>();

  HostMemory(TimeSource time) {
    this.time = time;
  }

  /** A block is accepted in this process. */
  void accepted(long height) {
    Accepted newest = new Accepted(height, time.currentMillis());
    int size = samples.size();
    // The last of its time stays when a long pause follows it.
    if (size > 1 && newest.millis < samples.get(size - 2).millis + SAMPLE_MILLIS) {
      samples.removeLast();
    }
    samples.add(newest);
  }

  /** The height of the last block that is surely remembered. */
  long sureHeight() {
    while (samples.size() > 1 && isSure(samples.get(1))) {
      samples.removeFirst();
    }
    return samples.isEmpty() || !isSure(samples.getFirst())
        ? GENESIS_HEIGHT
        : samples.getFirst().height;
  }

  private boolean isSure(Accepted sample) {
    return sample.millis + SURE_AFTER_MILLIS <= time.currentMillis();
  }

  /** How many heights are remembered. */
  int size() {
    return samples.size();
  }
}
