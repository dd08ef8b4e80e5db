package org.sessionvm.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/**
 * What a database that was closed in order consists of: every file with its length, and for those
 * that are not checked block by block their CRC-32C. A log or manifest that was cut short at its
 * end looks like one that a crash left; with this record it does not. It is deleted before the
 * database is opened for writing, so after a crash there is none.
 */
final class CloseRecord {
  private static final String NAME = "CLOSED";

  private CloseRecord() {}

  /** Writes the record of a database that was just closed; a disk that refuses leaves none. */
  static void write(Path root, Path database) {
    try {
      StringBuilder text = new StringBuilder();
      for (Path file : files(database)) {
        text.append(line(file)).append('\n');
      }
      DurableFiles.replace(root.resolve(NAME), text + "end " + checksum(text) + '\n');
    } catch (IOException e) {
      // The next start checks as after a crash.
      return;
    }
  }

  /**
   * Compares the files with the record, if there is one.
   *
   * @throws StoreException that names the first file that is missing or is not as it was
   */
  static void verify(Path root, Path database) throws IOException {
    Path record = root.resolve(NAME);
    if (!Files.exists(record)) {
      return;
    }
    // Of a damaged record no byte can be believed to be a character.
    String text = new String(Files.readAllBytes(record), StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf("end ");
    if (end < 0 || !text.substring(end).equals("end " + checksum(text.substring(0, end)) + '\n')) {
      throw new StoreException(
          "the file %s is damaged: delete it, then run store check".formatted(record));
    }
    for (String line : text.substring(0, end).lines().toList()) {
      Path file = database.resolve(line.substring(0, line.indexOf(' ')));
      if (!Files.exists(file)) {
        throw new StoreException("the file " + file + " is missing; restore a backup");
      }
      if (!line(file).equals(line)) {
        throw new StoreException(
            "the file " + file + " is not as it was when the store was closed; restore a backup");
      }
    }
  }

  static void delete(Path root) throws IOException {
    DurableFiles.delete(root.resolve(NAME));
  }

  /** RocksDB's own logs and lock are no part of the database. */
  private static List<Path> files(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files
          .filter(file -> !file.getFileName().toString().matches("LOCK|LOG.*"))
          .sorted()
          .toList();
    }
  }

  private static String line(Path file) throws IOException {
    String name = file.getFileName().toString();
    boolean checksInside = name.endsWith(".sst") || name.endsWith(".blob");
    return name + ' ' + Files.size(file) + ' ' + (checksInside ? "-" : checksum(file));
  }

  private static String checksum(CharSequence text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    return Long.toHexString(checksum.getValue());
  }

  private static String checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      while (channel.read(buffer.clear()) >= 0) {
        checksum.update(buffer.flip());
      }
    }
    return Long.toHexString(checksum.getValue());
  }
}
