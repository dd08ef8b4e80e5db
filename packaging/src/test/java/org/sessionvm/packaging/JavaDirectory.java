package org.sessionvm.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Java runtimes that only have a version, to see which one a launcher script takes. */
final class JavaDirectory {
  private JavaDirectory() {}

  /** As most are: the version is in the file "release". */
  static Path withRelease(Path directory, String version) throws IOException {
    Path home = withoutRelease(directory, version);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** As some distributions pack it: only the command itself knows. */
  static Path withoutRelease(Path directory, String version) throws IOException {
    UnpackedArchive.open(Files.createDirectories(directory));
    UnpackedArchive.open(Files.createDirectories(directory.resolve("bin")));
    String script =
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-20' >&2; exit 0; fi
        echo "$0 was run" >&2
        exit 99
        """
            .formatted(version);
    Path java = Files.writeString(directory.resolve("bin/java"), script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory;
  }
}
