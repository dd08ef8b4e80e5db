package org.sessionvm.store;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;

/** What comes before a store is open: its directory is locked, and looked at for what it is. */
final class StoreOpening {
  private StoreOpening() {}

  /** The store of a node, which is made where there is none. */
  static RocksDbStore forNode(
      Path dataDirectory, List<ColumnId> columns, StoreOptions options, CommitListener listener) {
    DataDirectory directory = DataDirectory.forNode(dataDirectory);
    return orUnlock(
        directory,
        () -> {
          NativeLibrary.load(directory.resolve(options.nativeLibraryDirectory()));
          boolean create = directory.prepare();
          if (!create) {
            directory.requireAsClosed();
          }
          Database.Mode mode = create ? Database.Mode.CREATE : mode(directory, options);
          if (mode != Database.Mode.READ) {
            prepareWriting(directory);
          }
          ReopenableDatabase database =
              new ReopenableDatabase(directory, inOrder(columns), options, listener, mode, false);
          RocksDbStore store = RocksDbStore.reclaiming(database, options, listener);
          if (create) {
            directory.markCreated();
          }
          return store;
        });
  }

  /** RocksDB needs room to open a database for writing, and leaves files changed where it fails. */
  private static Database.Mode mode(DataDirectory directory, StoreOptions options) {
    boolean room = StoreSpace.freeBytes(directory.root()) >= options.freeBytesMin();
    return room ? Database.Mode.WRITE : Database.Mode.READ;
  }

  /** The record of an orderly end goes once it is known that the disk takes anything at all. */
  static void prepareWriting(DataDirectory directory) {
    Probe.write(directory.root());
    directory.forgetClosing();
  }

  /** A store that no node uses, beside other readers. */
  static RocksDbStore forReading(Path dataDirectory, List<ColumnId> columns, StoreOptions options) {
    DataDirectory directory = DataDirectory.forReading(dataDirectory);
    return orUnlock(
        directory,
        () -> {
          requireFinished(directory);
          directory.requireAsClosed();
          NativeLibrary.loadForReading(directory.resolve(options.nativeLibraryDirectory()));
          return RocksDbStore.reading(
              new ReopenableDatabase(
                  directory,
                  inOrder(columns),
                  options,
                  CommitListener.NONE,
                  Database.Mode.READ,
                  true));
        });
  }

  private static void requireFinished(DataDirectory directory) {
    switch (directory.schema().read()) {
      case READY -> {
        // As it should be.
      }
      case RESTORING -> throw directory.schema().restoreCutShort();
      case ABSENT, CREATING ->
          throw new StoreException(
              "the store in " + directory.root() + " was never finished; run a node on it once");
    }
  }

  private static RocksDbStore orUnlock(DataDirectory directory, Supplier<RocksDbStore> opening) {
    boolean opened = false;
    try {
      RocksDbStore store = opening.get();
      opened = true;
      return store;
    } finally {
      if (!opened) {
        directory.close();
      }
    }
  }

  private static List<ColumnId> inOrder(List<ColumnId> columns) {
    return columns.stream().sorted(Comparator.comparingInt(ColumnId::number)).toList();
  }
}
