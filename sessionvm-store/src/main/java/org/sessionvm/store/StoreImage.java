package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Path;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/**
 * A store as it was at one moment, in a directory that has the shape of a data directory. Nothing
 * in it changes until it is closed, which deletes it.
 *
 * @param root the directory
 */
public record StoreImage(Path root) implements AutoCloseable {
  @Override
  public void close() {
    try {
      DurableFiles.deleteTree(root);
    } catch (IOException e) {
      throw new StoreException("cannot delete " + root + ": " + DurableFiles.reason(e), e);
    }
  }
}
