package org.sessionvm.packaging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that the build made. Tests run in the directory of their module. */
final class Built {
  static final Path TARGET = Path.of("target").toAbsolutePath();

  private Built() {}

  /** The one file of this name; a package of another build beside it would make tests a guess. */
  static Path only(String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(TARGET, glob)) {
      files.forEach(found::add);
    }
    if (found.size() != 1) {
      throw new IOException("one " + glob + " is expected in " + TARGET + ", not " + found);
    }
    return found.getFirst();
  }

  static Path debianPackage() throws IOException {
    return only("sessionvm_*_all.deb");
  }

  static Path archive() throws IOException {
    return only("sessionvm-*.tar.gz");
  }
}
