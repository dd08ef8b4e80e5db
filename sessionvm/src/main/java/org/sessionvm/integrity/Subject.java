package org.sessionvm.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Counters;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.MetaKey;
import org.sessionvm.state.RulesChanges;
import org.sessionvm.state.Totals;

/** What is being checked, and what was found so far. */
final class Subject {
  private static final int PAGE_ROWS = 512;
  private static final Bytes AFTER_EVERY_KEY =
      Bytes.fromHex("ff".repeat(Columns.KEY_BYTES_MAX + 1));
  private static final Bytes NEXT = Bytes.fromHex("00");

  private final KeyValueReader reader;
  private final RulesHistory history;
  private final Hashing hashing;
  private final Progress progress;
  private final List<Finding> findings = new ArrayList<>();
  private boolean truncated;
  private long rows;

  Subject(KeyValueReader reader, ChainRules rules, Hashing hashing, Progress progress) {
    this.reader = reader;
    this.history = history(reader, rules);
    this.hashing = hashing;
    this.progress = progress;
  }

  /** Thrown to leave every loop when the caller wants no more. */
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Looks at one row. */
  interface RowCheck<K, V> {
    void row(K key, V value);
  }

  /** A damaged row is found in its own column; what was made after it will not fit either. */
  private static RulesHistory history(KeyValueReader reader, ChainRules genesis) {
    try {
      return RulesChanges.history(reader, genesis);
    } catch (DecodeException e) {
      return RulesHistory.of(genesis);
    }
  }

  /** The rules from the genesis on. */
  RulesHistory history() {
    return history;
  }

  /** Whether the chain asks for no proof, which never changes. */
  boolean isOpen() {
    return history.current().rules().isOpen();
  }

  /** Whether the payloads of a block are past their retention, so that no time is set any more. */
  boolean arePayloadsPast(BlockHeader header) {
    return !has(
        Columns.EXPIRIES,
        Expiry.ofPayloads(
            header.timestampMillis() + history.retentionMillisAt(header.timestampMillis()),
            header.height()));
  }

  Hashing hashing() {
    return hashing;
  }

  ChainId chain() {
    return get(Columns.META, MetaKey.CHAIN_ID)
        .filter(bytes -> bytes.size() == Identifier.BYTES)
        .map(ChainId::new)
        .orElse(new ChainId(Bytes.wrap(new byte[Identifier.BYTES])));
  }

  /** The sums as they are stored. */
  Counters counters() {
    try {
      return Totals.of(reader);
    } catch (DecodeException e) {
      return Counters.ZERO;
    }
  }

  /** Height of the last accepted block; -1 if that is not known. */
  long lastHeight() {
    return get(Columns.META, MetaKey.LAST_ACCEPTED)
        .filter(bytes -> bytes.size() == Long.BYTES)
        .map(Columns.BLOCK_HEADERS.keyCodec()::decode)
        .orElse(-1L);
  }

  /** A value; one that cannot be read counts as missing here and is found in its own column. */
  <K, V> Optional<V> get(Column<K, V> column, K key) {
    try {
      return column.get(reader, key);
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  <K> boolean has(Column<K, ?> column, K key) {
    return reader.get(column.id(), column.keyCodec().encode(key)).isPresent();
  }

  /** The first key from one (inclusive) to another (exclusive), if it can be read. */
  <K> Optional<K> firstKey(Column<K, ?> column, K from, K to) {
    Bytes first = column.keyCodec().encode(from);
    Bytes end = column.keyCodec().encode(to);
    return reader.scan(column.id(), first, end, 1).stream()
        .findFirst()
        .flatMap(entry -> decode(column, entry))
        .map(Row::key);
  }

  /** Every row of a column, page by page. */
  <K, V> void walk(Column<K, V> column, RowCheck<K, V> check) throws Stopped {
    long before = rows;
    Bytes from = Bytes.EMPTY;
    List<KeyValue> page;
    do {
      page = page(column, from, AFTER_EVERY_KEY);
      for (KeyValue entry : page) {
        row(column, entry, check);
      }
      rows += page.size();
      if (!progress.checked(column.id(), rows - before)) {
        throw new Stopped();
      }
      from = page.isEmpty() ? from : page.getLast().key().concat(NEXT);
    } while (page.size() == PAGE_ROWS);
  }

  /** The rows whose keys begin with a prefix, page by page; what cannot be read is left out. */
  <K, V> void walkPrefix(Column<K, V> column, Bytes prefix, RowCheck<K, V> check) {
    Bytes from = prefix;
    Bytes to = prefix.concat(AFTER_EVERY_KEY);
    List<KeyValue> page;
    do {
      page = page(column, from, to);
      for (KeyValue entry : page) {
        decode(column, entry).ifPresent(row -> check.row(row.key, row.value));
        from = entry.key().concat(NEXT);
      }
    } while (page.size() == PAGE_ROWS);
  }

  private List<KeyValue> page(Column<?, ?> column, Bytes from, Bytes to) {
    return reader.scan(column.id(), from, to, PAGE_ROWS);
  }

  private <K, V> void row(Column<K, V> column, KeyValue entry, RowCheck<K, V> check) {
    decode(column, entry)
        .ifPresentOrElse(
            row -> check.row(row.key, row.value),
            () ->
                find(
                    new Finding(
                        Finding.Kind.UNREADABLE,
                        column.id(),
                        entry.key(),
                        "not in the form of the column")));
  }

  private record Row<K, V>(K key, V value) {}

  private static <K, V> Optional<Row<K, V>> decode(Column<K, V> column, KeyValue entry) {
    try {
      return Optional.of(
          new Row<>(
              column.keyCodec().decode(entry.key()), column.valueCodec().decode(entry.value())));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  /** Notes a finding unless {@code holds}. */
  <K> void expect(boolean holds, Finding.Kind kind, Column<K, ?> column, K key, String detail) {
    if (!holds) {
      find(new Finding(kind, column.id(), column.keyCodec().encode(key), detail));
    }
  }

  private void find(Finding finding) {
    if (findings.size() < IntegrityCheck.FINDINGS_MAX) {
      findings.add(finding);
    } else {
      truncated = true;
    }
  }

  Report report(boolean complete) {
    return new Report(rows, findings, truncated, complete);
  }
}
