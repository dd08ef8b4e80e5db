package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/** Reads a table or blob file whole and compares it with its checksums. */
final class FileCheck {
  private FileCheck() {}

  /**
   * Reads the whole file.
   *
   * @throws StoreException that names the file when it is damaged or cannot be read
   */
  static void verify(Path file) {
    try {
      if (file.toString().endsWith(".blob")) {
        BlobFile.verify(file);
      } else {
        verifyTable(file);
      }
    } catch (RocksDBException e) {
      throw new StoreException("the file " + file + " is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + ": " + DurableFiles.reason(e), e);
    }
  }

  private static void verifyTable(Path file) throws RocksDBException {
    try (Options options = new Options();
        SstFileReader reader = new SstFileReader(options)) {
      reader.open(file.toString());
      reader.verifyChecksum();
    }
  }
}
