package org.sessionvm.store;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.sessionvm.spi.StoreException;

/**
 * Walks a file of large values: a header of 30 bytes, records, and a footer of 32 bytes once the
 * file is finished. A record is the lengths of key and value and an expiration (8 bytes each), a
 * checksum of these, a checksum of key and value (4 bytes each), the key and the value; all
 * little-endian, the checksums masked CRC-32C. RocksDB has no call that reads a blob file whole.
 */
final class BlobFile {
  private static final int MAGIC = 0x00248f37;
  private static final int HEADER = 30;
  private static final int RECORD_HEADER = 32;
  private static final int FOOTER = 32;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private long left;

  private BlobFile(Path file, InputStream in, long left) {
    this.file = file;
    this.in = in;
    this.left = left;
  }

  /**
   * Reads the whole file.
   *
   * @throws StoreException that names the file when a byte of it is not as it was written
   */
  static void verify(Path file) throws IOException {
    long length = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      new BlobFile(file, in, length).verify();
    }
  }

  private void verify() throws IOException {
    require(left >= HEADER, "its header");
    require(read(HEADER).getInt(0) == MAGIC, "its header");
    while (left > 0) {
      if (left == FOOTER) {
        ByteBuffer footer = read(FOOTER);
        if (footer.getInt(0) == MAGIC) {
          requireChecksum(footer, FOOTER - 4, footer.getInt(FOOTER - 4), "its footer");
          return;
        }
        throw damaged("its footer");
      }
      verifyRecord();
    }
  }

  private void verifyRecord() throws IOException {
    long at = left;
    require(left >= RECORD_HEADER, "a record's header");
    ByteBuffer header = read(RECORD_HEADER);
    requireChecksum(
        header, 24, header.getInt(24), "the record that is " + at + " bytes before its end");
    long length = header.getLong(0) + header.getLong(8);
    require(length >= 0 && length <= left, "a record's length");
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    for (long rest = length; rest > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(rest, BUFFER));
      if (read < 0) {
        throw new EOFException("the file ends early");
      }
      checksum.update(buffer, 0, read);
      rest -= read;
    }
    left -= length;
    require(
        masked(checksum) == header.getInt(28), "the value that is " + at + " bytes before its end");
  }

  private ByteBuffer read(int bytes) throws IOException {
    byte[] content = in.readNBytes(bytes);
    require(content.length == bytes, "its length");
    left -= bytes;
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void requireChecksum(ByteBuffer content, int length, int expected, String part) {
    CRC32C checksum = new CRC32C();
    checksum.update(content.slice(0, length));
    require(masked(checksum) == expected, part);
  }

  private static int masked(CRC32C checksum) {
    int crc = (int) checksum.getValue();
    return ((crc >>> 15) | (crc << 17)) + WriteAheadLog.CRC_MASK_DELTA;
  }

  private void require(boolean condition, String part) {
    if (!condition) {
      throw damaged(part);
    }
  }

  private StoreException damaged(String part) {
    return new StoreException("the file " + file + " is damaged in " + part);
  }
}
