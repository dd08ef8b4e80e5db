package org.sessionvm.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The archive, unpacked where neither a space in the path nor the lack of a right to write may
 * matter, and a user who is not its owner. Where the test is root, that user is nobody.
 */
final class UnpackedArchive {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path home;
  private final Path link;

  private UnpackedArchive(Path home, Path link) {
    this.home = home;
    this.link = link;
  }

  static UnpackedArchive in(Path directory) throws Exception {
    open(directory);
    Path parent = open(Files.createDirectories(directory.resolve("a path  with spaces")));
    Output.of(
            new ProcessBuilder(
                "tar",
                "xzf",
                Built.archive().toString(),
                "--no-same-owner",
                "-C",
                parent.toString()))
        .succeeded();
    Path home;
    try (var unpacked = Files.list(parent)) {
      home = unpacked.findFirst().orElseThrow();
    }
    Path link = Files.createSymbolicLink(directory.resolve("link"), home.resolve("bin/sessionvm"));
    Output.of(new ProcessBuilder("chmod", "-R", "a-w", parent.toString())).succeeded();
    return new UnpackedArchive(home, link);
  }

  /** Lets every user pass, as what JUnit makes is for its own user alone. */
  static Path open(Path directory) throws IOException {
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A directory that its user may write in. */
  static Path writable(Path directory) throws IOException {
    return Files.setPosixFilePermissions(
        Files.createDirectories(directory), PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  Path home() {
    return home;
  }

  /** Runs the link with exactly this environment. */
  ProcessBuilder command(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(
          List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.add(link.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  Output run(Map<String, String> environment, String... arguments) throws Exception {
    return Output.of(command(environment, arguments));
  }
}
