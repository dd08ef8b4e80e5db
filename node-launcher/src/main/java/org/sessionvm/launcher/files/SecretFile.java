package org.sessionvm.launcher.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.sessionvm.launcher.settings.SettingException;

/**
 * Reads a file with a secret, which others may not read: it is the user's own with mode 0600, or
 * root's and readable by a group too, as a service manager or Kubernetes hands secrets to a user.
 */
public final class SecretFile {
  private static final Set<PosixFilePermission> OF_OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final int ROOT = 0;

  private SecretFile() {}

  /**
   * The file's bytes, which the caller wipes.
   *
   * @param setting who names the file, for the message
   * @throws SettingException that names setting and file
   */
  public static byte[] read(String setting, Path file, int bytesMax) {
    byte[] bytes = BoundedFile.read(setting, file, bytesMax);
    try {
      boolean ofRoot = ROOT == (Integer) Files.getAttribute(file, "unix:uid");
      if (isOpen(Files.getPosixFilePermissions(file), ofRoot && !isRoot())) {
        throw new SettingException(setting + ": " + file + " is open to others: chmod 600 it");
      }
      return bytes;
    } catch (IOException e) {
      throw new SettingException(setting + ": cannot read " + file);
    }
  }

  /** Whether more may use a file than should. */
  static boolean isOpen(Set<PosixFilePermission> mode, boolean ofRootForUs) {
    return mode.stream()
        .filter(bit -> !(ofRootForUs && bit == PosixFilePermission.GROUP_READ))
        .anyMatch(bit -> !OF_OWNER.contains(bit));
  }

  /** Where there is no telling, as if it were, which is the stricter. */
  private static boolean isRoot() {
    try {
      return ROOT == (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }
}
