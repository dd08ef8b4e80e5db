package org.sessionvm.launcher.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores of a database that the node does not have any more. Only an operator may delete them. */
final class StoresLeftOver {
  private static final Logger LOG = LoggerFactory.getLogger(StoresLeftOver.class);

  private StoresLeftOver() {}

  /** Names those beside the store in use. */
  static void warn(Path store) {
    Path chain = store.toAbsolutePath().getParent();
    if (chain == null || !Files.isDirectory(chain)) {
      return;
    }
    try (DirectoryStream<Path> others = Files.newDirectoryStream(chain, "store-*")) {
      for (Path other : others) {
        if (!other.getFileName().equals(store.getFileName())) {
          LOG.warn("{} belongs to no database of this node; it can be deleted", other);
        }
      }
    } catch (IOException e) {
      LOG.warn("cannot look for stores left over in {}", chain);
    }
  }
}
