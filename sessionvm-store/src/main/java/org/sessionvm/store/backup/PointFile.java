package org.sessionvm.store.backup;

/**
 * One file of a backup.
 *
 * @param name relative to the data directory
 * @param bytes its length
 * @param modifiedNanos when it was changed last, since 1970; with name and length it tells that a
 *     table or blob file, which never changes, is the same as in the backup before
 * @param sha256 of its content, in lower case hex
 */
public record PointFile(String name, long bytes, long modifiedNanos, String sha256) {
  public PointFile {
    // A restore writes to this name, so it must not lead out of the data directory.
    if (!name.matches("(rocksdb/)?[A-Za-z0-9_.-]{1,100}") || name.contains("..")) {
      throw new IllegalArgumentException("a file of a backup has a name that is not allowed");
    }
    if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a file of a backup has no length or hash");
    }
  }

  /** Whether a file that never changes once written has not been replaced by another. */
  boolean isSameFile(String otherName, long otherBytes, long otherModifiedNanos) {
    return name.equals(otherName)
        && bytes == otherBytes
        && modifiedNanos == otherModifiedNanos
        && isImmutable(name);
  }

  static boolean isImmutable(String name) {
    return name.endsWith(".sst") || name.endsWith(".blob");
  }
}
