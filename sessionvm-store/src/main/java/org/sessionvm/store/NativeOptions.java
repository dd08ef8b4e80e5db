package org.sessionvm.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.sessionvm.spi.ColumnId;

/** RocksDB's settings for one open database, and the memory they share. */
final class NativeOptions implements AutoCloseable {
  private static final int BACKGROUND_JOBS = 2;
  private static final double BLOOM_BITS_PER_KEY = 10;
  private static final double HIGH_PRIORITY_SHARE = 0.5;

  /** Below this a value costs less beside its key than as a record in a blob file. */
  private static final long BLOB_BYTES_MIN = 512;

  /** Range deletions slow down reads of a write buffer, so it is flushed after that many. */
  private static final int RANGE_DELETIONS_MAX = 512;

  private final List<AutoCloseable> owned = new ArrayList<>();
  private final StoreOptions options;
  private final LRUCache cache;
  private final BloomFilter bloomFilter;
  private final DBOptions database;
  private final ColumnFamilyOptions defaultFamily;
  private final Map<ColumnId.Kind, ColumnFamilyOptions> families = new HashMap<>();

  NativeOptions(StoreOptions options, boolean createIfMissing) {
    this.options = options;
    // The write buffers are charged to the cache: one budget for both, whoever needs it.
    cache =
        own(
            new LRUCache(
                options.cacheBytes() + options.writeBufferBytes(), -1, false, HIGH_PRIORITY_SHARE));
    bloomFilter = own(new BloomFilter(BLOOM_BITS_PER_KEY));
    database = own(databaseOptions(createIfMissing));
    defaultFamily = own(new ColumnFamilyOptions().setTableFormatConfig(table(false)));
    families.put(ColumnId.Kind.INLINE, own(inline()));
    families.put(ColumnId.Kind.BLOB, own(blob()));
  }

  DBOptions database() {
    return database;
  }

  ColumnFamilyOptions family(ColumnId.Kind kind) {
    return families.getOrDefault(kind, defaultFamily);
  }

  ColumnFamilyOptions defaultFamily() {
    return defaultFamily;
  }

  @Override
  public void close() {
    for (AutoCloseable resource : owned.reversed()) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException("a native setting cannot be released", e);
      }
    }
  }

  private DBOptions databaseOptions(boolean createIfMissing) {
    WriteBufferManager buffers = own(new WriteBufferManager(options.writeBufferBytes(), cache));
    return checkedOptions()
        .setCreateIfMissing(createIfMissing)
        .setCreateMissingColumnFamilies(true)
        .setParanoidChecks(true)
        // Of the four modes only this one drops an incomplete last record, which a crash in the
        // middle of a write leaves and nobody was told of, and refuses a damaged record before it.
        // Point-in-time recovery would cut off acknowledged records behind a damaged one without a
        // word; absolute consistency would not start after any power failure.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setWriteBufferManager(buffers)
        .setMaxTotalWalSize(options.walBytesMax())
        .setMaxOpenFiles(options.openFilesMax())
        .setMaxBackgroundJobs(BACKGROUND_JOBS)
        .setBytesPerSync(1 << 20)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(4L << 20)
        .setKeepLogFileNum(3);
  }

  /** Has the manifest remember finished logs, so that a lost or shortened one is noticed. */
  private static DBOptions checkedOptions() {
    // The Java interface has no setter for this one.
    Properties names = new Properties();
    names.setProperty("track_and_verify_wals_in_manifest", "true");
    DBOptions options = DBOptions.getDBOptionsFromProps(names);
    if (options == null) {
      throw new IllegalStateException("this RocksDB cannot verify its logs against the manifest");
    }
    return options;
  }

  private ColumnFamilyOptions inline() {
    return new ColumnFamilyOptions()
        .setTableFormatConfig(table(true))
        .setWriteBufferSize(Math.max(options.writeBufferBytes() / 8, 1 << 18))
        .setMemtableMaxRangeDeletions(RANGE_DELETIONS_MAX)
        .setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  /** Large values are ciphertext, which no compression makes smaller. */
  private ColumnFamilyOptions blob() {
    return new ColumnFamilyOptions()
        .setTableFormatConfig(table(false))
        .setWriteBufferSize(Math.max(options.writeBufferBytes() / 2, 1 << 18))
        .setMemtableMaxRangeDeletions(RANGE_DELETIONS_MAX)
        .setCompressionType(CompressionType.NO_COMPRESSION)
        .setEnableBlobFiles(true)
        .setMinBlobSize(BLOB_BYTES_MIN)
        .setBlobFileSize(options.blobFileBytes())
        .setBlobCompressionType(CompressionType.NO_COMPRESSION)
        .setEnableBlobGarbageCollection(true);
  }

  /**
   * Indexes and filters live in the cache, or memory would grow with the store; those of the newest
   * files stay there.
   */
  private BlockBasedTableConfig table(boolean withFilter) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true);
    return withFilter ? table.setFilterPolicy(bloomFilter) : table;
  }

  private <T extends AutoCloseable> T own(T resource) {
    owned.add(resource);
    return resource;
  }
}
