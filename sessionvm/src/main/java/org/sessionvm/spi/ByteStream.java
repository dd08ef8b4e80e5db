package org.sessionvm.spi;

import java.io.IOException;
import org.sessionvm.primitives.Bytes;

/** A connection that a host has taken over from HTTP: bytes both ways. */
public interface ByteStream extends AutoCloseable {
  /** The next bytes, at least one of them, or empty at the end. Blocks until there are any. */
  Bytes read(int most) throws IOException;

  /** Returns when the host has taken all of them. One thread at a time. */
  void write(Bytes bytes) throws IOException;

  /** Ends both ways; a second time is no matter. */
  @Override
  void close();
}
