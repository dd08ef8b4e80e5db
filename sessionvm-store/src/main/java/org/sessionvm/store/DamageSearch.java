package org.sessionvm.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.sessionvm.spi.StoreException;

/**
 * Looks for the damaged file after a read met damage. RocksDB names the table file it read, and not
 * the file of large values. Reads all of these once in the life of a store, on a thread of its own:
 * the read that failed does not wait for it.
 */
final class DamageSearch {
  private static final String SUFFIX = ".blob";

  private final Damage damage;
  private final AtomicBoolean begun = new AtomicBoolean();

  DamageSearch(Damage damage) {
    this.damage = damage;
  }

  /** Looks, unless the failure names its file or somebody looks already. */
  void look(String failure, Supplier<List<Path>> rowFiles) {
    if (!failure.contains(".sst") && begun.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("damage").start(() -> search(rowFiles));
    }
  }

  private void search(Supplier<List<Path>> rowFiles) {
    try {
      rowFiles.get().stream()
          .filter(file -> file.toString().endsWith(SUFFIX))
          .forEach(this::verify);
    } catch (StoreException e) {
      // The store was closed meanwhile: a check of it will tell.
      return;
    }
  }

  private void verify(Path file) {
    try {
      FileCheck.verify(file);
    } catch (StoreException e) {
      damage.note(String.valueOf(e.getMessage()));
    }
  }
}
