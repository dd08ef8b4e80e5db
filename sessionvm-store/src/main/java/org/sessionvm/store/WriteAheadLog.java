package org.sessionvm.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.sessionvm.spi.StoreException;

/**
 * Looks at the write-ahead log before RocksDB does, which closes two gaps: RocksDB does not say
 * which file is damaged, and it takes a damaged length field near the end for an incomplete last
 * record, dropping acknowledged ones behind it.
 *
 * <p>The log is a sequence of blocks of 32 KiB; a record is a masked CRC-32C of type and content (4
 * bytes), the length (2 bytes) and the type (1 byte), all little-endian, and the content. A batch
 * is one record {@code FULL} or a {@code FIRST}, any {@code MIDDLE}s and a {@code LAST}. See "Write
 * Ahead Log File Format" of the RocksDB documentation.
 */
final class WriteAheadLog {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  static final int CRC_MASK_DELTA = 0xa282ead8;

  private final ByteBuffer content;
  private final String file;

  private WriteAheadLog(ByteBuffer content, String file) {
    this.content = content;
    this.file = file;
  }

  /**
   * @throws StoreException when there is no log, or one is damaged anywhere but in an incomplete
   *     record at its end
   */
  static void verify(Path database) {
    try (Stream<Path> files = Files.list(database)) {
      List<Path> logs =
          files.filter(path -> path.getFileName().toString().endsWith(".log")).sorted().toList();
      // RocksDB makes a log at every start, so there always is one, and takes none for an empty
      // one.
      if (logs.isEmpty()) {
        throw new StoreException(
            "the write-ahead log is missing in " + database + "; restore a backup");
      }
      for (Path log : logs) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ);
            Arena mapped = Arena.ofConfined()) {
          ByteBuffer content =
              channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapped).asByteBuffer();
          verify(content, log.toString());
        }
      }
    } catch (IOException e) {
      throw new StoreException("cannot read the write-ahead log in " + database + ": " + e, e);
    }
  }

  /** Looks at one log, whose name goes into the exception. */
  static void verify(ByteBuffer content, String file) {
    new WriteAheadLog(content.order(ByteOrder.LITTLE_ENDIAN), file).verify();
  }

  private void verify() {
    int position = 0;
    while (position < content.limit()) {
      int blockEnd = position - position % BLOCK + BLOCK;
      if (blockEnd - position < HEADER) {
        position = blockEnd;
        continue;
      }
      if (!isSound(position, blockEnd)) {
        requireIncompleteTail(position, blockEnd);
        return;
      }
      position += HEADER + length(position);
    }
  }

  /** Whether a whole record with the right checksum starts here. */
  private boolean isSound(int position, int blockEnd) {
    int end = Math.min(blockEnd, content.limit());
    if (position + HEADER > end || position + HEADER + length(position) > end) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(content.slice(position + HEADER - 1, 1 + length(position)));
    int crc = (int) checksum.getValue();
    return content.getInt(position) == ((crc >>> 15) | (crc << 17)) + CRC_MASK_DELTA;
  }

  /**
   * Every batch was synced before the next one was written, so where a batch begins behind the
   * broken record, the broken one was acknowledged.
   */
  private void requireIncompleteTail(int position, int blockEnd) {
    boolean reachesPastEnd =
        position + HEADER > content.limit()
            || (position + HEADER + length(position) > content.limit()
                && position + HEADER + length(position) <= blockEnd);
    if (!(reachesPastEnd || isZeroFrom(position)) || batchBeginsAfter(position)) {
      throw new StoreException(
          "the write-ahead log is damaged: "
              + file
              + " at byte "
              + position
              + "; restore a backup of the data directory");
    }
  }

  private boolean batchBeginsAfter(int position) {
    for (int next = position + 1; next + HEADER < content.limit(); next++) {
      int type = content.get(next + HEADER - 1);
      int blockEnd = next - next % BLOCK + BLOCK;
      if ((type == FULL || type == FIRST) && length(next) > 0 && isSound(next, blockEnd)) {
        return true;
      }
    }
    return false;
  }

  /** A file that grew before its content reached the disk ends in zeros. */
  private boolean isZeroFrom(int position) {
    for (int i = position; i < content.limit(); i++) {
      if (content.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private int length(int position) {
    return Short.toUnsignedInt(content.getShort(position + 4));
  }
}
