package org.sessionvm.state;

import java.util.Optional;
import org.sessionvm.codec.Codec;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValueReader;

/**
 * A column with the types of its keys and values.
 *
 * @param id number, name and kind in the store
 * @param keyCodec keeps the order of the keys, or the column is never scanned
 * @param valueCodec bytes of a value
 */
public record Column<K, V>(ColumnId id, Codec<K> keyCodec, Codec<V> valueCodec) {
  /** The value of {@code key}, if there is one. */
  public Optional<V> get(KeyValueReader reader, K key) {
    return reader.get(id, keyCodec.encode(key)).map(valueCodec::decode);
  }
}
