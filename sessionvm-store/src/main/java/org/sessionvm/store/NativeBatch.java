package org.sessionvm.store;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.spi.WriteBatch.Operation;

/** The port's batches as RocksDB's. */
final class NativeBatch {
  private NativeBatch() {}

  /** To be closed by the caller. */
  static org.rocksdb.WriteBatch of(WriteBatch batch, FamilyHandles families)
      throws RocksDBException {
    var changes = new org.rocksdb.WriteBatch();
    boolean complete = false;
    try {
      for (Operation operation : batch.operations()) {
        add(changes, operation, families.of(operation.column()));
      }
      complete = true;
      return changes;
    } finally {
      if (!complete) {
        changes.close();
      }
    }
  }

  private static void add(
      org.rocksdb.WriteBatch changes, Operation operation, ColumnFamilyHandle family)
      throws RocksDBException {
    switch (operation) {
      case Operation.Put(var _, Bytes key, Bytes value) ->
          changes.put(family, key.unsafeArray(), value.unsafeArray());
      case Operation.Delete(var _, Bytes key) -> changes.delete(family, key.unsafeArray());
      case Operation.DeleteRange(var _, Bytes from, Bytes to) -> {
        if (from.compareTo(to) < 0) {
          changes.deleteRange(family, from.unsafeArray(), to.unsafeArray());
        }
      }
    }
  }
}
