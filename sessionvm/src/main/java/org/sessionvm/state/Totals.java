package org.sessionvm.state;

import java.util.function.UnaryOperator;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValueReader;

/** The one row of counters. */
public final class Totals {
  private Totals() {}

  /** The sums over a state. */
  public static Counters of(KeyValueReader state) {
    return Columns.COUNTERS.get(state, Bytes.EMPTY).orElse(Counters.ZERO);
  }

  /** Changes the sums. */
  public static void change(StateDiff state, UnaryOperator<Counters> change) {
    state.put(Columns.COUNTERS, Bytes.EMPTY, change.apply(of(state)));
  }
}
