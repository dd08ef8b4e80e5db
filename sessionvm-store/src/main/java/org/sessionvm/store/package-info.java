/**
 * The store port on RocksDB: one column family per column, one synced batch per commit.
 *
 * <p>A data directory holds the file {@code SCHEMA}, the lock {@code NODE_LOCK}, the database in
 * {@code rocksdb/} and, unless told otherwise, the native library in {@code native/}. While nothing
 * runs on it there is the record {@code CLOSED}; for a moment {@code checkpoint/}, of which a
 * backup is made, or {@code restoring/}.
 */
@NullMarked
package org.sessionvm.store;

import org.jspecify.annotations.NullMarked;
