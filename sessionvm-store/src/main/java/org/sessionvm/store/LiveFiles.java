package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.sessionvm.spi.StoreException;

/** The files that the manifest says a database consists of. */
final class LiveFiles {
  private LiveFiles() {}

  /**
   * Looks at the directory, not into the files: the time depends on their number, which is one for
   * thousands of messages.
   *
   * @throws StoreException that names the first file that is not there or has another length
   */
  static void verify(RocksDB database, Path path, boolean readOnly) throws RocksDBException {
    if (readOnly) {
      verify(database, path);
      return;
    }
    // A compaction that begins with the opening may replace a file between the list and the look.
    database.disableFileDeletions();
    try {
      verify(database, path);
    } finally {
      database.enableFileDeletions();
    }
  }

  private static void verify(RocksDB database, Path path) throws RocksDBException {
    for (String name : database.getLiveFiles(false).files) {
      Path file = path.resolve(name.substring(1));
      if (!Files.isRegularFile(file)) {
        throw new StoreException("the file " + file + " is missing; restore a backup");
      }
    }
    for (LiveFileMetaData table : database.getLiveFilesMetaData()) {
      Path file = path.resolve(table.fileName().substring(1));
      if (length(file) != table.size()) {
        throw new StoreException(
            "the file %s is %d bytes long instead of %d; restore a backup"
                .formatted(file, length(file), table.size()));
      }
    }
  }

  /** Table and blob files, oldest first. */
  static List<Path> rowFiles(RocksDB database, Path path) throws RocksDBException {
    return database.getLiveFiles(false).files.stream()
        .filter(name -> name.endsWith(".sst") || name.endsWith(".blob"))
        .map(name -> path.resolve(name.substring(1)))
        .sorted()
        .toList();
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + ": " + e, e);
    }
  }
}
