package org.sessionvm.state;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.WriteBatch;

/**
 * What a block changes, over the state of its parent, which may be another difference.
 *
 * <p>Reads see the changes. Everything is kept in the order of column numbers and keys, so that
 * equal changes have equal hashes whatever order they were made in. For one thread at a time.
 */
public final class StateDiff implements KeyValueReader {
  private KeyValueReader parent;
  private final SortedMap<Integer, Changes> columns = new TreeMap<>();

  /** The changed keys of one column; an empty value is a deleted key. */
  private record Changes(ColumnId column, NavigableMap<Bytes, Optional<Bytes>> entries) {}

  /** No changes yet over {@code parent}. */
  public StateDiff(KeyValueReader parent) {
    this.parent = parent;
  }

  /** Puts the store in the place of a parent whose changes have been written to it. */
  public void rebase(KeyValueReader store) {
    parent = store;
  }

  /** Sets the value of {@code key}. */
  public <K, V> void put(Column<K, V> column, K key, V value) {
    entries(column.id())
        .put(column.keyCodec().encode(key), Optional.of(column.valueCodec().encode(value)));
  }

  /** Removes {@code key}, which need not exist. */
  public <K> void delete(Column<K, ?> column, K key) {
    entries(column.id()).put(column.keyCodec().encode(key), Optional.empty());
  }

  @Override
  public Optional<Bytes> get(ColumnId column, Bytes key) {
    Changes changes = columns.get(column.number());
    Optional<Bytes> changed = changes == null ? null : changes.entries.get(key);
    return changed == null ? parent.get(column, key) : changed;
  }

  @Override
  public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
    Changes changes = columns.get(column.number());
    if (changes == null || from.compareTo(to) >= 0) {
      return parent.scan(column, from, to, limit);
    }
    NavigableMap<Bytes, Optional<Bytes>> changed = changes.entries.subMap(from, true, to, false);
    NavigableMap<Bytes, Bytes> merged = new TreeMap<>();
    // Each changed key can hide one of the parent's, so this many leave enough.
    for (KeyValue entry : parent.scan(column, from, to, limit + changed.size())) {
      merged.put(entry.key(), entry.value());
    }
    for (Map.Entry<Bytes, Optional<Bytes>> entry : changed.entrySet()) {
      entry
          .getValue()
          .ifPresentOrElse(
              value -> merged.put(entry.getKey(), value), () -> merged.remove(entry.getKey()));
    }
    return merged.entrySet().stream()
        .limit(limit)
        .map(entry -> new KeyValue(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The changed keys of a column that have a value now, in order. */
  List<Bytes> keysSet(ColumnId column) {
    Changes changes = columns.get(column.number());
    return changes == null
        ? List.of()
        : changes.entries.entrySet().stream()
            .filter(entry -> entry.getValue().isPresent())
            .map(Map.Entry::getKey)
            .toList();
  }

  /** A difference over this one, for a transaction that may yet be refused. */
  public StateDiff child() {
    return new StateDiff(this);
  }

  /** Takes over the changes of a child. */
  public void absorb(StateDiff child) {
    for (Changes changes : child.columns.values()) {
      entries(changes.column).putAll(changes.entries);
    }
  }

  /** Adds the changes to a batch. */
  public void writeTo(WriteBatch batch) {
    for (Changes changes : columns.values()) {
      changes.entries.forEach(
          (key, value) ->
              value.ifPresentOrElse(
                  present -> batch.put(changes.column, key, present),
                  () -> batch.delete(changes.column, key)));
    }
  }

  /**
   * SHA-256 over every change in order: column number u16, key (u32 length, bytes), then 0 for a
   * deletion, or 1 and the value (u32 length, bytes).
   */
  public Bytes hash() {
    MessageDigest digest = Sha256.newDigest();
    for (Changes changes : columns.values()) {
      changes.entries.forEach((key, value) -> update(digest, changes.column, key, value));
    }
    return Bytes.wrap(digest.digest());
  }

  private static void update(
      MessageDigest digest, ColumnId column, Bytes key, Optional<Bytes> value) {
    ByteWriter writer = new ByteWriter().u16(column.number()).bytes(key).flag(value.isPresent());
    value.ifPresent(writer::bytes);
    digest.update(writer.toBytes().unsafeArray());
  }

  private NavigableMap<Bytes, Optional<Bytes>> entries(ColumnId column) {
    return columns.computeIfAbsent(column.number(), _ -> new Changes(column, new TreeMap<>()))
        .entries;
  }
}
