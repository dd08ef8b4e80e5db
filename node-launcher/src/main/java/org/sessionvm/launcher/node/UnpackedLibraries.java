package org.sessionvm.launcher.node;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Conscrypt unpacks its library: in the data directory, so that a node leaves no file
 * elsewhere. A process that is killed leaves one there, which the next start deletes.
 */
final class UnpackedLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibraries.class);
  private static final String CONSCRYPT_DIRECTORY = "org.conscrypt.tmpdir";

  private UnpackedLibraries() {}

  /**
   * Before the library is first used. Where there is no place, it goes where temporary files go.
   */
  static void unpackInto(Path dataDirectory) {
    Path directory = dataDirectory.resolve("tmp");
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "libconscrypt*")) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
      System.setProperty(CONSCRYPT_DIRECTORY, directory.toAbsolutePath().toString());
    } catch (IOException e) {
      LOG.debug("no library is unpacked into {}", directory, e);
    }
  }
}
