package org.sessionvm.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/**
 * Tries what opening a database needs, before the open one is given up: while a disk is read only
 * or no file can be opened, a database that stays open still reads.
 */
final class Probe {
  /** About as many files as an opening has open at once. */
  private static final int FILES = 32;

  private Probe() {}

  /**
   * Writes a block to a file of a directory, syncs it and deletes it.
   *
   * @throws StoreException that says why that cannot be done
   */
  static void write(Path directory) {
    Path file = directory.resolve("PROBE");
    List<FileChannel> open = new ArrayList<>();
    try {
      for (int i = 0; i < FILES; i++) {
        open.add(
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING));
      }
      open.getFirst().write(ByteBuffer.allocate(1 << 16));
      open.getFirst().force(true);
    } catch (IOException e) {
      throw new StoreException(
          "the data directory %s cannot be written to: %s"
              .formatted(directory, DurableFiles.reason(e)),
          e);
    } finally {
      open.forEach(Probe::close);
      delete(file);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("closing a file failed: " + DurableFiles.reason(e), e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It stays, empty or of one block; the next probe uses it again.
      return;
    }
  }
}
