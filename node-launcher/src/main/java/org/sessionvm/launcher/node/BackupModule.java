package org.sessionvm.launcher.node;

import java.nio.file.Path;
import java.time.Instant;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MetaKey;
import org.sessionvm.store.StoreBackup;
import org.sessionvm.store.backup.PointLabel;
import org.sessionvm.store.progress.Progress;

/** Backups as the settings say. */
public final class BackupModule {
  private BackupModule() {}

  /** What backs up and restores. */
  public static StoreBackup backup(EffectiveSettings settings, Progress progress) {
    return new StoreBackup(BackupModule::label, settings.number(Settings.BACKUPS_KEPT), progress);
  }

  /**
   * Where the backups are: beside the data directory unless a setting says otherwise.
   *
   * @throws SettingException when that is inside of the data directory, or the other way round
   */
  public static Path directory(EffectiveSettings settings) {
    Path data = StoreModule.dataDirectory(settings).toAbsolutePath().normalize();
    String chosen = settings.text(Settings.BACKUP_DIR);
    Path backups =
        chosen.isEmpty()
            ? data.resolveSibling(data.getFileName() + "-backups")
            : Path.of(chosen).toAbsolutePath().normalize();
    if (backups.startsWith(data) || data.startsWith(backups)) {
      throw new SettingException(
          "backupDir must not be inside of dataDir, nor dataDir inside of it: " + backups);
    }
    return backups;
  }

  private static PointLabel label(KeyValueReader store) {
    long height =
        Columns.META
            .get(store, MetaKey.LAST_ACCEPTED)
            .map(Columns.BLOCK_HEADERS.keyCodec()::decode)
            .orElseThrow(() -> new StoreException("the store holds no chain"));
    BlockHeader header =
        Columns.BLOCK_HEADERS
            .get(store, height)
            .map(BlockHeader.CODEC::decode)
            .orElseThrow(() -> new StoreException("the last accepted block is missing"));
    Bytes chain = Columns.META.get(store, MetaKey.CHAIN_ID).orElse(Bytes.EMPTY);
    return new PointLabel(
        new ChainId(chain).toCb58(),
        height,
        header.id().toCb58(),
        Instant.ofEpochMilli(header.timestampMillis()));
  }
}
