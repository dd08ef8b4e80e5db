package org.sessionvm.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much a store may use. The defaults keep a node with a million messages below 512 MiB resident
 * beside a heap of 256 MiB.
 *
 * @param cacheBytes memory for blocks read from disk, with their indexes and filters
 * @param writeBufferBytes memory for what is not yet in table files, over all columns
 * @param walBytesMax size of the write-ahead log at which columns are flushed; bounds the time a
 *     start needs to replay it
 * @param blobFileBytes size at which a file of large values is finished; space comes back by whole
 *     files
 * @param openFilesMax table and blob files kept open, of which a large store has hundreds
 * @param reclaimInterval least time between two rounds that give deleted ranges back to the disk
 * @param nativeLibraryDirectory where RocksDB's library is unpacked once; a relative path is inside
 *     the data directory
 * @param acknowledgeBeforeSync whether a commit returns before it is on disk: a power failure then
 *     loses what was acknowledged
 * @param freeBytesMin commits are refused while the disk has less room than this
 */
public record StoreOptions(
    long cacheBytes,
    long writeBufferBytes,
    long walBytesMax,
    long blobFileBytes,
    int openFilesMax,
    Duration reclaimInterval,
    Path nativeLibraryDirectory,
    boolean acknowledgeBeforeSync,
    long freeBytesMin) {
  private static final long MEBIBYTE = 1L << 20;

  public StoreOptions {
    require(cacheBytes >= MEBIBYTE, "cacheBytes must be at least 1 MiB");
    require(writeBufferBytes >= MEBIBYTE, "writeBufferBytes must be at least 1 MiB");
    require(walBytesMax >= MEBIBYTE, "walBytesMax must be at least 1 MiB");
    require(blobFileBytes >= 1 << 16, "blobFileBytes must be at least 64 KiB");
    require(openFilesMax >= 64, "openFilesMax must be at least 64");
    require(!reclaimInterval.isNegative(), "reclaimInterval must not be negative");
    require(freeBytesMin >= 0, "freeBytesMin must not be negative");
  }

  /** What a node uses unless its settings say otherwise. */
  public static StoreOptions defaults() {
    return new StoreOptions(
        48 * MEBIBYTE,
        32 * MEBIBYTE,
        48 * MEBIBYTE,
        64 * MEBIBYTE,
        2048,
        Duration.ofMinutes(1),
        Path.of("native"),
        false,
        128 * MEBIBYTE);
  }

  /** The same with another memory for blocks read from disk. */
  public StoreOptions withCacheBytes(long bytes) {
    return new StoreOptions(
        bytes,
        writeBufferBytes,
        walBytesMax,
        blobFileBytes,
        openFilesMax,
        reclaimInterval,
        nativeLibraryDirectory,
        acknowledgeBeforeSync,
        freeBytesMin);
  }

  /** The same with another interval between two rounds of reclaiming space. */
  public StoreOptions withReclaimInterval(Duration interval) {
    return new StoreOptions(
        cacheBytes,
        writeBufferBytes,
        walBytesMax,
        blobFileBytes,
        openFilesMax,
        interval,
        nativeLibraryDirectory,
        acknowledgeBeforeSync,
        freeBytesMin);
  }

  /** The same with another place for the native library. */
  public StoreOptions withNativeLibraryDirectory(Path directory) {
    return new StoreOptions(
        cacheBytes,
        writeBufferBytes,
        walBytesMax,
        blobFileBytes,
        openFilesMax,
        reclaimInterval,
        directory,
        acknowledgeBeforeSync,
        freeBytesMin);
  }

  /** The same, acknowledging commits before or after they are on disk. */
  public StoreOptions withAcknowledgeBeforeSync(boolean early) {
    return new StoreOptions(
        cacheBytes,
        writeBufferBytes,
        walBytesMax,
        blobFileBytes,
        openFilesMax,
        reclaimInterval,
        nativeLibraryDirectory,
        early,
        freeBytesMin);
  }

  /** The same with another reserve of free space. */
  public StoreOptions withFreeBytesMin(long bytes) {
    return new StoreOptions(
        cacheBytes,
        writeBufferBytes,
        walBytesMax,
        blobFileBytes,
        openFilesMax,
        reclaimInterval,
        nativeLibraryDirectory,
        acknowledgeBeforeSync,
        bytes);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
