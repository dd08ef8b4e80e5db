package org.sessionvm.spi;

/** The store as it was at one moment. To be closed by who asked for it; safe for any thread. */
public interface Snapshot extends KeyValueReader, AutoCloseable {
  @Override
  void close();
}
