package org.sessionvm.store;

import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;

import java.io.PrintStream;
import java.nio.file.Path;

/** The process that a test kills: commits batch after batch and prints each number afterwards. */
final class NumberedWriter {
  static final int PAYLOAD_BYTES = 3000;

  private NumberedWriter() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    try (RocksDbStore store = RocksDbStore.open(Path.of(arguments[0]), COLUMNS, SMALL_FILES)) {
      long number = Long.parseLong(arguments[1]);
      while (store.get(INDEX, key(number)).isPresent()) {
        number++;
      }
      for (; ; number++) {
        store.commit(numbered(number, PAYLOAD_BYTES));
        out.println(number);
        out.flush();
      }
    }
  }
}
