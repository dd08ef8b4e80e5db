package org.sessionvm.benchmarks.channel;

import java.util.Arrays;
import java.util.Locale;

/**
 * Does one thing after the other, several times each.
 *
 * @param repeat how often
 */
record Steps(CountedConnection counted, int repeat) {
  /** Something that is measured, or undone after it. */
  interface Step {
    void run() throws Exception;
  }

  void measure(String name, Step step) throws Exception {
    measure(name, step, () -> {});
  }

  /** Undoes the step after each time, which is not measured. */
  void measure(String name, Step step, Step undo) throws Exception {
    double[] millis = new double[repeat];
    long[] toNode = new long[repeat];
    long[] fromNode = new long[repeat];
    for (int i = 0; i < repeat; i++) {
      long toBefore = counted.toNode();
      long fromBefore = counted.fromNode();
      long begin = System.nanoTime();
      step.run();
      millis[i] = (System.nanoTime() - begin) / 1e6;
      toNode[i] = counted.toNode() - toBefore;
      fromNode[i] = counted.fromNode() - fromBefore;
      undo.run();
    }
    Arrays.sort(millis);
    Arrays.sort(toNode);
    Arrays.sort(fromNode);
    System.out.printf(
        Locale.ROOT,
        "  %-46s %9.1f ms (%.1f to %.1f) %,11d bytes to the node %,11d from it%n",
        name,
        millis[repeat / 2],
        millis[0],
        millis[repeat - 1],
        toNode[repeat / 2],
        fromNode[repeat / 2]);
  }
}
