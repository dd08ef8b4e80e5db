package org.sessionvm.launcher.node;

import java.nio.file.Path;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.state.Columns;
import org.sessionvm.store.CommitListener;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.StoreOptions;

/** Opens the store as the settings say. */
public final class StoreModule {
  private StoreModule() {}

  /** The store of a node that runs. */
  public static RocksDbStore open(EffectiveSettings settings, CommitListener listener) {
    return RocksDbStore.open(dataDirectory(settings), Columns.ids(), options(settings), listener);
  }

  /** The store of a node that does not run. */
  public static RocksDbStore openReadOnly(EffectiveSettings settings) {
    return openReadOnly(settings, dataDirectory(settings));
  }

  /** The store in another directory, with the same settings. */
  public static RocksDbStore openReadOnly(EffectiveSettings settings, Path directory) {
    return RocksDbStore.openReadOnly(directory, Columns.ids(), options(settings));
  }

  /** Where the chain is. */
  public static Path dataDirectory(EffectiveSettings settings) {
    return Path.of(settings.text(Settings.DATA_DIR));
  }

  static StoreOptions options(EffectiveSettings settings) {
    return StoreOptions.defaults()
        .withCacheBytes(settings.whole(Settings.STORE_CACHE_BYTES))
        .withFreeBytesMin(settings.whole(Settings.STORE_FREE_BYTES_MIN))
        .withAcknowledgeBeforeSync(settings.flag(Settings.ACKNOWLEDGE_BEFORE_SYNC));
  }
}
