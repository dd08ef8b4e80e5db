package org.sessionvm.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;

/** What every {@link KeyValueStore} does. A test class of a store extends this and opens it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class KeyValueStoreContract {
  /** A column of small values. */
  protected static final ColumnId SMALL = new ColumnId(1, "small", ColumnId.Kind.INLINE);

  /** A column of large values. */
  protected static final ColumnId LARGE = new ColumnId(2, "large", ColumnId.Kind.BLOB);

  private static final Bytes FIRST = Bytes.EMPTY;
  private static final Bytes LAST = Bytes.wrap(filled(40, 0xff));

  private KeyValueStore store = new InMemoryStore();

  /** Opens an empty store. */
  protected abstract KeyValueStore open(List<ColumnId> columns) throws Exception;

  /** The store under test. */
  protected final KeyValueStore store() {
    return store;
  }

  /** The bytes of a text. */
  protected static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void openStore() throws Exception {
    store = open(List.of(SMALL, LARGE));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void holdsNothingAtFirst() {
    assertThat(store.get(SMALL, bytes("a"))).isEmpty();
    assertThat(store.scan(SMALL, FIRST, LAST, 10)).isEmpty();
  }

  @Test
  void returnsWhatWasCommitted() {
    put(SMALL, "a", "1");

    assertThat(store.get(SMALL, bytes("a"))).contains(bytes("1"));
    assertThat(store.get(LARGE, bytes("a"))).as("another column").isEmpty();
    assertThat(store.get(SMALL, bytes("ab"))).as("a longer key").isEmpty();
  }

  @Test
  void appliesChangesInTheirOrder() {
    var batch = new WriteBatch();
    batch.put(SMALL, bytes("a"), bytes("1"));
    batch.put(SMALL, bytes("a"), bytes("2"));
    batch.put(SMALL, bytes("b"), bytes("1"));
    batch.delete(SMALL, bytes("b"));
    batch.delete(SMALL, bytes("c"));
    batch.put(SMALL, bytes("c"), bytes("3"));
    store.commit(batch);

    assertThat(all(SMALL)).containsExactly(entry("a", "2"), entry("c", "3"));
  }

  @Test
  void commitsNothingOfABatchThatNamesAnUnknownColumn() {
    var batch = new WriteBatch();
    batch.put(SMALL, bytes("a"), bytes("1"));
    batch.put(new ColumnId(9, "absent", ColumnId.Kind.INLINE), bytes("a"), bytes("1"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.commit(batch))
        .withMessageContaining("absent");
    assertThat(store.get(SMALL, bytes("a"))).isEmpty();
  }

  @Test
  void acceptsAnEmptyBatch() {
    store.commit(new WriteBatch());

    assertThat(all(SMALL)).isEmpty();
  }

  @Test
  void deletesAKeyThatDoesNotExist() {
    put(SMALL, "a", "1");
    var batch = new WriteBatch();
    batch.delete(SMALL, bytes("b"));
    store.commit(batch);

    assertThat(all(SMALL)).containsExactly(entry("a", "1"));
  }

  @Test
  void deletesARangeWithoutItsEnd() {
    var batch = new WriteBatch();
    for (String key : List.of("a", "b", "bb", "c", "d")) {
      batch.put(SMALL, bytes(key), bytes(key));
      batch.put(LARGE, bytes(key), bytes(key));
    }
    store.commit(batch);
    deleteRange(SMALL, "b", "c");

    assertThat(all(SMALL)).containsExactly(entry("a", "a"), entry("c", "c"), entry("d", "d"));
    assertThat(store.get(SMALL, bytes("bb"))).isEmpty();
    assertThat(all(LARGE)).as("another column").hasSize(5);
  }

  @Test
  void keepsWhatIsPutAfterARangeWasDeletedInOneBatch() {
    var batch = new WriteBatch();
    batch.put(LARGE, bytes("b1"), bytes("before"));
    batch.deleteRange(LARGE, bytes("b"), bytes("c"));
    batch.put(LARGE, bytes("b2"), bytes("after"));
    store.commit(batch);

    assertThat(all(LARGE)).containsExactly(entry("b2", "after"));
  }

  @Test
  void deletesNothingByAnEmptyOrReversedRange() {
    put(SMALL, "b", "1");
    deleteRange(SMALL, "b", "b");
    deleteRange(SMALL, "c", "a");

    assertThat(all(SMALL)).containsExactly(entry("b", "1"));
  }

  @Test
  void ordersKeysAsUnsignedBytes() {
    List<Bytes> ordered =
        List.of(
            Bytes.EMPTY,
            Bytes.fromHex("00"),
            Bytes.fromHex("0000"),
            Bytes.fromHex("007f"),
            Bytes.fromHex("0080"),
            Bytes.fromHex("01"),
            Bytes.fromHex("7fff"),
            Bytes.fromHex("80"),
            Bytes.fromHex("ff"),
            Bytes.fromHex("ff00"),
            Bytes.fromHex("ffff"));
    var batch = new WriteBatch();
    ordered.reversed().forEach(key -> batch.put(SMALL, key, bytes("v")));
    store.commit(batch);

    assertThat(all(SMALL)).extracting(KeyValue::key).isEqualTo(ordered);
  }

  @Test
  void scansWithinItsBoundsAndLimit() {
    var batch = new WriteBatch();
    for (int i = 0; i < 10; i++) {
      batch.put(SMALL, bytes("k" + i), bytes("v" + i));
    }
    store.commit(batch);

    assertThat(store.scan(SMALL, bytes("k3"), bytes("k6"), 10))
        .containsExactly(entry("k3", "v3"), entry("k4", "v4"), entry("k5", "v5"));
    assertThat(store.scan(SMALL, bytes("k25"), bytes("k9"), 2))
        .containsExactly(entry("k3", "v3"), entry("k4", "v4"));
    assertThat(store.scan(SMALL, bytes("k3"), bytes("k6"), 0)).isEmpty();
    assertThat(store.scan(SMALL, bytes("k3"), bytes("k3"), 10)).isEmpty();
    assertThat(store.scan(SMALL, bytes("k6"), bytes("k3"), 10)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.scan(SMALL, bytes("k3"), bytes("k6"), -1));
  }

  @Test
  void returnsValuesInTheOrderOfTheirKeys() {
    put(SMALL, "a", "1");
    put(SMALL, "c", "3");
    put(LARGE, "a", "other");

    List<Bytes> keys = List.of(bytes("c"), bytes("b"), bytes("a"), bytes("c"));
    List<Optional<Bytes>> expected =
        List.of(
            Optional.of(bytes("3")),
            Optional.empty(),
            Optional.of(bytes("1")),
            Optional.of(bytes("3")));
    assertThat(store.getAll(SMALL, keys)).isEqualTo(expected);
    assertThat(store.getAll(SMALL, List.of())).isEmpty();
    try (Snapshot snapshot = store.snapshot()) {
      assertThat(snapshot.getAll(SMALL, keys)).isEqualTo(expected);
    }
  }

  @Test
  void keepsEmptyKeysAndEmptyValues() {
    put(SMALL, "", "");
    put(SMALL, "a", "");
    put(LARGE, "", "");

    assertThat(store.get(SMALL, Bytes.EMPTY)).contains(Bytes.EMPTY);
    assertThat(store.get(LARGE, Bytes.EMPTY)).contains(Bytes.EMPTY);
    assertThat(store.getAll(SMALL, List.of(bytes("a")))).containsExactly(Optional.of(Bytes.EMPTY));
    assertThat(all(SMALL)).containsExactly(entry("", ""), entry("a", ""));
  }

  @Test
  void keepsLargeValuesInEitherColumn() {
    Bytes value = Bytes.wrap(filled(300 * 1024, 0x5a));
    var batch = new WriteBatch();
    batch.put(SMALL, bytes("a"), value);
    batch.put(LARGE, bytes("a"), value);
    store.commit(batch);

    assertThat(store.get(SMALL, bytes("a"))).contains(value);
    assertThat(store.get(LARGE, bytes("a"))).contains(value);
    assertThat(all(LARGE)).containsExactly(new KeyValue(bytes("a"), value));
  }

  @Test
  void showsASnapshotNothingThatCameLater() {
    put(SMALL, "a", "old");
    put(SMALL, "b", "old");
    put(SMALL, "c", "old");
    try (Snapshot before = store.snapshot()) {
      var batch = new WriteBatch();
      batch.put(SMALL, bytes("a"), bytes("new"));
      batch.deleteRange(SMALL, bytes("b"), bytes("c"));
      batch.delete(SMALL, bytes("c"));
      batch.put(SMALL, bytes("d"), bytes("new"));
      store.commit(batch);

      assertThat(before.scan(SMALL, FIRST, LAST, 10))
          .containsExactly(entry("a", "old"), entry("b", "old"), entry("c", "old"));
      assertThat(before.get(SMALL, bytes("d"))).isEmpty();
      try (Snapshot after = store.snapshot()) {
        assertThat(after.scan(SMALL, FIRST, LAST, 10)).isEqualTo(all(SMALL));
      }
    }
    assertThat(all(SMALL)).containsExactly(entry("a", "new"), entry("d", "new"));
  }

  @Test
  void refusesToReadAClosedSnapshot() {
    put(SMALL, "a", "1");
    Snapshot snapshot = store.snapshot();
    snapshot.close();
    snapshot.close();

    assertThatThrownBy(() -> snapshot.get(SMALL, bytes("a"))).isInstanceOf(StoreException.class);
    assertThat(store.get(SMALL, bytes("a"))).contains(bytes("1"));
  }

  @Test
  void keepsItsContentAndVoidsSnapshotsWhenReopened() {
    put(SMALL, "a", "1");
    Snapshot snapshot = store.snapshot();
    store.reopen();

    assertThat(store.get(SMALL, bytes("a"))).contains(bytes("1"));
    assertThatThrownBy(() -> snapshot.get(SMALL, bytes("a"))).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> snapshot.scan(SMALL, FIRST, LAST, 1))
        .isInstanceOf(StoreException.class);
    snapshot.close();
    put(SMALL, "b", "2");
    assertThat(all(SMALL)).containsExactly(entry("a", "1"), entry("b", "2"));
  }

  @Test
  void refusesEveryCallOnceClosed() {
    Snapshot snapshot = store.snapshot();
    store.close();
    store.close();

    List<ThrowingCallable> calls =
        List.of(
            () -> store.get(SMALL, bytes("a")),
            () -> store.getAll(SMALL, List.of(bytes("a"))),
            () -> store.scan(SMALL, FIRST, LAST, 1),
            () -> store.snapshot(),
            () -> store.commit(new WriteBatch()),
            () -> store.reopen(),
            () -> snapshot.get(SMALL, bytes("a")),
            () -> snapshot.getAll(SMALL, List.of(bytes("a"))),
            () -> snapshot.scan(SMALL, FIRST, LAST, 1));
    assertThat(calls)
        .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(StoreException.class));
    snapshot.close();
  }

  @Test
  void refusesToCommitOnAVirtualThread() throws Exception {
    var commit = new FutureTask<>(Executors.callable(() -> store.commit(new WriteBatch())));
    Thread.ofVirtual().start(commit);

    assertThatThrownBy(commit::get).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void readersSeeWholeBatchesWhileOneThreadCommits() throws Exception {
    var finished = new AtomicBoolean();
    writeRound(0);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        reads.add(readers.submit(() -> countTornReads(finished)));
      }
      for (int round = 1; round <= 50; round++) {
        writeRound(round);
      }
      finished.set(true);
      for (Future<Integer> read : reads) {
        assertThat(read.get(30, TimeUnit.SECONDS)).isZero();
      }
    }
  }

  @Test
  void readersMeetAnExceptionAndNothingWorseWhenTheStoreCloses() throws Exception {
    writeRound(1);
    var started = new CountDownLatch(8);
    try (ExecutorService readers = Executors.newFixedThreadPool(8)) {
      List<Future<Void>> reads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        reads.add(readers.submit(readUntilClosed(started)));
      }
      started.await();
      store.reopen();
      store.reopen();
      store.close();
      for (Future<Void> read : reads) {
        assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS))
            .hasCauseInstanceOf(StoreException.class);
      }
    }
  }

  @Test
  void readersMeetAnExceptionAndNothingWorseWhenTheirSnapshotCloses() throws Exception {
    writeRound(1);
    try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        Snapshot shared = store.snapshot();
        var started = new CountDownLatch(2);
        List<Future<Void>> reads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          reads.add(readers.submit(scanUntilClosed(shared, started)));
        }
        started.await();
        shared.close();
        for (Future<Void> read : reads) {
          assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS))
              .hasCauseInstanceOf(StoreException.class);
        }
      }
    }
  }

  private static Callable<Void> scanUntilClosed(Snapshot snapshot, CountDownLatch started) {
    return () -> {
      while (true) {
        started.countDown();
        snapshot.get(SMALL, number(1));
        snapshot.scan(SMALL, FIRST, LAST, 10);
      }
    };
  }

  private Callable<Void> readUntilClosed(CountDownLatch started) {
    return () -> {
      started.countDown();
      while (true) {
        store.get(SMALL, number(1));
        store.scan(SMALL, FIRST, LAST, 10);
        readSnapshot();
      }
    };
  }

  /** A reopen in between voids the snapshot, which the loop of a reader survives. */
  private void readSnapshot() {
    try (Snapshot snapshot = store.snapshot()) {
      try {
        snapshot.getAll(SMALL, List.of(number(1), number(2)));
        snapshot.scan(SMALL, FIRST, LAST, 10);
      } catch (StoreException voided) {
        store.get(SMALL, number(1));
      }
    }
  }

  private int countTornReads(AtomicBoolean finished) {
    int torn = 0;
    while (!finished.get()) {
      try (Snapshot snapshot = store.snapshot()) {
        long values =
            snapshot.scan(SMALL, FIRST, LAST, 100).stream().map(KeyValue::value).distinct().count();
        torn += values == 1 ? 0 : 1;
      }
    }
    return torn;
  }

  private void writeRound(int round) {
    var batch = new WriteBatch();
    for (int key = 0; key < 20; key++) {
      batch.put(SMALL, number(key), number(round));
    }
    store.commit(batch);
  }

  private void put(ColumnId column, String key, String value) {
    var batch = new WriteBatch();
    batch.put(column, bytes(key), bytes(value));
    store.commit(batch);
  }

  private void deleteRange(ColumnId column, String from, String to) {
    var batch = new WriteBatch();
    batch.deleteRange(column, bytes(from), bytes(to));
    store.commit(batch);
  }

  private List<KeyValue> all(ColumnId column) {
    return store.scan(column, FIRST, LAST, 1000);
  }

  private static KeyValue entry(String key, String value) {
    return new KeyValue(bytes(key), bytes(value));
  }

  private static Bytes number(int value) {
    return Bytes.wrap(ByteBuffer.allocate(4).putInt(value).array());
  }

  private static byte[] filled(int size, int value) {
    byte[] array = new byte[size];
    Arrays.fill(array, (byte) value);
    return array;
  }
}
