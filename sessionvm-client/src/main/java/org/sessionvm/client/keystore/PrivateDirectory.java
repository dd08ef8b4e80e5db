package org.sessionvm.client.keystore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sessionvm.client.keystore.KeystoreException.Reason;

/** Files that only their owner can read, each written whole or not at all, none ever replaced. */
final class PrivateDirectory {
  /** Several times what an identity with expanded keys takes. */
  static final int FILE_BYTES_MAX = 64 * 1024;

  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OTHERS_ACCESS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Path directory;

  PrivateDirectory(Path directory) {
    this.directory = directory;
  }

  /** Makes a file that did not exist, durable when this returns. */
  void create(String file, byte[] content) throws IOException, KeystoreException {
    prepare();
    Path temporary = Files.createTempFile(directory, ".new-", ".tmp", FILE_MODE);
    try {
      write(temporary, content);
      // A link, for a rename would replace what another process made meanwhile.
      Files.createLink(directory.resolve(file), temporary);
    } catch (FileAlreadyExistsException e) {
      throw new KeystoreException(Reason.EXISTS, directory.resolve(file) + " exists already");
    } finally {
      Files.delete(temporary);
    }
    sync(directory);
  }

  byte[] read(String file) throws IOException, KeystoreException {
    refuse(directory, OTHERS_WRITE, "can be written to by others: chmod 700 it");
    Path path = directory.resolve(file);
    refuse(path, OTHERS_ACCESS, "can be read by others: chmod 600 it");
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(FILE_BYTES_MAX + 1);
      if (content.length > FILE_BYTES_MAX) {
        throw new KeystoreException(Reason.DAMAGED, path + " is too long for an identity");
      }
      return content;
    }
  }

  /** File names in no particular order; none when there is no directory yet. */
  List<String> files() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    }
  }

  private void prepare() throws IOException, KeystoreException {
    Files.createDirectories(directory, DIRECTORY_MODE);
    refuse(directory, OTHERS_WRITE, "can be written to by others: chmod 700 it");
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void refuse(Path path, Set<PosixFilePermission> forbidden, String complaint)
      throws IOException, KeystoreException {
    Set<PosixFilePermission> mode = EnumSet.copyOf(forbidden);
    mode.retainAll(Files.getPosixFilePermissions(path));
    if (!mode.isEmpty()) {
      throw new KeystoreException(Reason.EXPOSED, path + " " + complaint);
    }
  }
}
