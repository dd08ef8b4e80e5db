package org.sessionvm.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sessionvm.primitives.Bytes;

/** Changes that become durable together or not at all, applied in the order they were added. */
public final class WriteBatch {
  private final List<Operation> operations = new ArrayList<>();

  /** One change. */
  public sealed interface Operation {
    /** The column that changes. */
    ColumnId column();

    /** Sets a value. */
    record Put(ColumnId column, Bytes key, Bytes value) implements Operation {}

    /** Removes a key, which need not exist. */
    record Delete(ColumnId column, Bytes key) implements Operation {}

    /** Removes every key from {@code from} (inclusive) to {@code to} (exclusive). */
    record DeleteRange(ColumnId column, Bytes from, Bytes to) implements Operation {}
  }

  /** Adds a change that sets {@code key} to {@code value}. */
  public void put(ColumnId column, Bytes key, Bytes value) {
    operations.add(new Operation.Put(column, key, value));
  }

  /** Adds a change that removes {@code key}. */
  public void delete(ColumnId column, Bytes key) {
    operations.add(new Operation.Delete(column, key));
  }

  /** Adds a change that removes the keys from {@code from} up to, not including, {@code to}. */
  public void deleteRange(ColumnId column, Bytes from, Bytes to) {
    operations.add(new Operation.DeleteRange(column, from, to));
  }

  /** The changes so far, in order. */
  public List<Operation> operations() {
    return Collections.unmodifiableList(operations);
  }
}
