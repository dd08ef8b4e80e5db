package org.sessionvm.store;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.sessionvm.spi.StoreException;

/**
 * RocksDB's exceptions in the words of the port. Its messages name files and positions, and no keys
 * or values, as long as {@code allow_data_in_errors} keeps its default.
 */
final class RocksFailure {
  /** A call into RocksDB. */
  @FunctionalInterface
  interface NativeCall<T> {
    T run() throws RocksDBException;
  }

  private RocksFailure() {}

  static StoreException of(String operation, RocksDBException failure) {
    Status status = failure.getStatus();
    String code = status == null ? "" : " (" + status.getCodeString() + ")";
    return new StoreException(operation + " failed" + code + ": " + failure.getMessage(), failure);
  }

  /** An opening that failed; for damage and for a file that is missing, with what to do. */
  static StoreException ofOpening(Path database, RocksDBException failure) {
    String text = String.valueOf(failure.getMessage());
    boolean lost = text.contains("No such file") || text.contains("does not exist");
    StoreException plain = of("opening the database " + database, failure);
    return isDamage(failure) || lost
        ? new StoreException(plain.getMessage() + "; restore a backup", failure)
        : plain;
  }

  /** Whether the disk gave other bytes than were written to it. */
  static boolean isDamage(RocksDBException failure) {
    Status status = failure.getStatus();
    return status != null && status.getCode() == Status.Code.Corruption;
  }
}
