package org.sessionvm.launcher.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may look into a data directory that the node did not make. Its mode is left as it is: a group
 * may be meant to read a backup.
 */
final class DataDirectoryMode {
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private DataDirectoryMode() {}

  /** What an operator should know. */
  static Optional<String> warning(Path directory) {
    try {
      Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
      open.retainAll(Files.getPosixFilePermissions(directory));
      return open.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "dataDir can be entered by others than its owner; chmod 700 keeps who speaks with"
                  + " whom to the node");
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
