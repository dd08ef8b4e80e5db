package org.sessionvm.vm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.sessionvm.block.Block;
import org.sessionvm.execution.Outcome;

/** Who is told of blocks. One that fails keeps neither the chain nor the others back. */
final class Listeners {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final LongAdder failures = new LongAdder();

  private record Entry(BlockListener listener, Consumer<Exception> onFailure) {}

  void add(BlockListener listener, Consumer<Exception> onFailure) {
    entries.add(new Entry(listener, onFailure));
  }

  void accepted(Block block, List<Outcome> outcomes) {
    entries.forEach(entry -> tell(entry, block, outcomes));
  }

  private void tell(Entry entry, Block block, List<Outcome> outcomes) {
    try {
      entry.listener().accepted(block, outcomes);
    } catch (Exception e) {
      failures.increment();
      report(entry, e);
    }
  }

  private void report(Entry entry, Exception failure) {
    try {
      entry.onFailure().accept(failure);
    } catch (Exception e) {
      // Who cannot even be told of its own failure is counted twice.
      failures.increment();
    }
  }

  long failures() {
    return failures.sum();
  }
}
