package org.sessionvm.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.WriteBatch;

/** What the tests of the store share: two columns, and batches that can be told apart. */
final class StoreFixture {
  static final ColumnId INDEX = new ColumnId(1, "index", ColumnId.Kind.INLINE);
  static final ColumnId PAYLOAD = new ColumnId(2, "payload", ColumnId.Kind.BLOB);
  static final List<ColumnId> COLUMNS = List.of(INDEX, PAYLOAD);
  static final Bytes END = Bytes.fromHex("ff".repeat(16));

  /** Small files and no pause, so that a test sees the work of a day in a second. */
  static final StoreOptions SMALL_FILES =
      new StoreOptions(
          4 << 20, 1 << 20, 4 << 20, 1 << 16, 64, Duration.ZERO, Path.of("native"), false, 0);

  private StoreFixture() {}

  static Bytes key(long number) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /** Bytes that no compression makes smaller, the same for the same number. */
  static Bytes payload(long number, int size) {
    byte[] value = new byte[size];
    new Random(number).nextBytes(value);
    return Bytes.wrap(value);
  }

  /** A batch with one entry in each column. */
  static WriteBatch numbered(long number, int payloadBytes) {
    var batch = new WriteBatch();
    batch.put(INDEX, key(number), key(number));
    batch.put(PAYLOAD, key(number), payload(number, payloadBytes));
    return batch;
  }

  /** The files of a database whose names end so, oldest first. */
  static List<Path> files(Path dataDirectory, String suffix) {
    try (Stream<Path> files = Files.list(dataDirectory.resolve("rocksdb"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Inverts the bits of one byte of a file. */
  static void damage(Path file, int position) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[position] = (byte) ~content[position];
    Files.write(file, content);
  }
}
