package org.sessionvm.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.sessionvm.primitives.Bytes;

/** How values of one type are written as bytes and read back. */
public interface Codec<T> {
  /** The canonical bytes of {@code value}. */
  Bytes encode(T value);

  /**
   * The value whose canonical bytes these are.
   *
   * @throws DecodeException when there is none
   */
  T decode(Bytes bytes);

  /** A codec from a writer of fields and a reader of the same fields. */
  static <T> Codec<T> of(BiConsumer<ByteWriter, T> write, Function<ByteReader, T> read) {
    return new Codec<>() {
      @Override
      public Bytes encode(T value) {
        ByteWriter writer = new ByteWriter();
        write.accept(writer, value);
        return writer.toBytes();
      }

      @Override
      public T decode(Bytes bytes) {
        ByteReader reader = new ByteReader(bytes);
        T value = reader.guard(read);
        reader.requireEnd();
        return value;
      }
    };
  }
}
