package org.sessionvm.launcher.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small disk of its own (tmpfs), for faults that must not happen to the disk of the machine. */
record MemoryDisk(Path path) implements AutoCloseable {
  /** Mounts it; without the right to mount, the test is skipped and says so. */
  static MemoryDisk mount(Path path, int mebibytes) throws IOException {
    SystemCommands.requireRoot();
    Files.createDirectories(path);
    SystemCommands.run(
        "mount", "-t", "tmpfs", "-o", "mode=700,size=" + mebibytes + "m", "tmpfs", path.toString());
    return new MemoryDisk(path);
  }

  /** Fills it until so many bytes are free. */
  Path fillUntilFree(long bytes) throws IOException {
    Path ballast = path.resolve("ballast");
    try (FileChannel out =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (Files.getFileStore(path).getUsableSpace() > bytes) {
        long left = Files.getFileStore(path).getUsableSpace() - bytes;
        out.write(ByteBuffer.allocate((int) Math.min(left, 1 << 20)));
      }
    } catch (IOException e) {
      if (bytes > 0) {
        throw e;
      }
    }
    return ballast;
  }

  @Override
  public void close() throws IOException {
    SystemCommands.run("umount", "-l", path.toString());
  }
}
