package org.sessionvm.launcher.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Cb58;
import org.sessionvm.primitives.Identifier;

/**
 * A plugin in a node's plugin directory: the executable that the node starts, and beside it, in a
 * folder that the node passes over, a copy of everything that it needs. So neither an upgrade nor a
 * build of this software changes a plugin under a running node.
 *
 * @param launcher the executable
 */
record PluginInstallation(Path launcher) {
  /** The name by which a node knows the virtual machine: its ASCII name and zeros, in CB58. */
  static final String VM_ID =
      Cb58.encode(
          Bytes.wrap(
              Arrays.copyOf("sessionvm".getBytes(StandardCharsets.US_ASCII), Identifier.BYTES)));

  private static final String FOLDER = "sessionvm";

  /**
   * Installs, or replaces what is installed. A node takes the new one when it starts.
   *
   * @param progress is told what takes a while
   */
  static PluginInstallation into(Path directory, int protocol, Consumer<String> progress)
      throws IOException {
    Path folder = Files.createDirectories(directory.resolve(FOLDER));
    progress.accept("copying the libraries");
    PluginLibraries libraries = PluginLibraries.copyInto(folder);
    progress.accept("making the JVM's start cache");
    Optional<Path> cache = StartCache.of(libraries);
    if (cache.isEmpty()) {
      progress.accept(
          "no start cache, see %s; a start may take longer than the node allows"
              .formatted(StartCache.log(libraries)));
    }
    Path launcher = directory.resolve(VM_ID);
    write(launcher, folder, LauncherScript.text(libraries, cache, protocol));
    libraries.deleteOlder();
    return new PluginInstallation(launcher);
  }

  /** At once, and not beside it: a node stops at a file of a name that it does not know. */
  private static void write(Path launcher, Path folder, String text) throws IOException {
    Path next = Files.createTempFile(folder, "launcher", "");
    Files.writeString(next, text);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(next, launcher, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
