package org.sessionvm.benchmarks.load;

import java.util.Arrays;

/** Times of single calls. */
final class Latencies {
  private long[] nanos = new long[1 << 12];
  private int size;

  void add(long value) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = value;
  }

  void addAll(Latencies other) {
    for (int i = 0; i < other.size; i++) {
      add(other.nanos[i]);
    }
  }

  int count() {
    return size;
  }

  /** The time that this part of the calls stayed below, in milliseconds. */
  double percentileMillis(double part) {
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1L, Math.round(part * size))] / 1e6;
  }
}
