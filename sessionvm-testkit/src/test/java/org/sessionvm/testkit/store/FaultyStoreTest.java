package org.sessionvm.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.testkit.store.FaultyStore.CommitFault;

/** Without a fault it is as good as the store it wraps; with one it fails where it was told to. */
final class FaultyStoreTest extends KeyValueStoreContract {
  private static final Bytes KEY = Bytes.fromHex("01");

  private final FaultyStore faulty = new FaultyStore(new InMemoryStore(SMALL));

  @Override
  protected KeyValueStore open(List<ColumnId> columns) {
    return new FaultyStore(new InMemoryStore(columns));
  }

  @Test
  void keepsNothingWhenItFailsBeforeWriting() {
    faulty.failNextCommit(CommitFault.BEFORE_WRITING);

    assertThatThrownBy(this::commitKey).isInstanceOf(StoreException.class);
    faulty.reopen();
    assertThat(faulty.get(SMALL, KEY)).isEmpty();
  }

  @Test
  void keepsTheBatchWhenItFailsAfterWriting() {
    faulty.failNextCommit(CommitFault.AFTER_WRITING);

    assertThatThrownBy(this::commitKey).isInstanceOf(StoreException.class);
    faulty.reopen();
    assertThat(faulty.get(SMALL, KEY)).contains(KEY);
  }

  @Test
  void failsOnlyTheCommitItWasToldTo() {
    faulty.failCommitAfter(2, CommitFault.BEFORE_WRITING);

    commitKey();
    commitKey();
    assertThatThrownBy(this::commitKey).isInstanceOf(StoreException.class);
    assertThatThrownBy(this::commitKey).hasMessageContaining("reopened first");
    faulty.reopen();
    commitKey();
  }

  @Test
  void failsReadsAndReopeningUntilToldOtherwise() {
    commitKey();
    Snapshot snapshot = faulty.snapshot();
    faulty.failReads(true);
    faulty.failReopen(true);

    assertThatThrownBy(() -> faulty.get(SMALL, KEY)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> snapshot.get(SMALL, KEY)).isInstanceOf(StoreException.class);
    assertThatThrownBy(faulty::reopen).isInstanceOf(StoreException.class);
    faulty.failReads(false);
    assertThat(snapshot.get(SMALL, KEY)).contains(KEY);
  }

  private void commitKey() {
    var batch = new WriteBatch();
    batch.put(SMALL, KEY, KEY);
    faulty.commit(batch);
  }
}
