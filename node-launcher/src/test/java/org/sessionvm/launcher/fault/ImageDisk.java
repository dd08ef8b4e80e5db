package org.sessionvm.launcher.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** An ext4 file system in a file, for faults that a file system finds in its disk. */
record ImageDisk(Path image, Path path) implements AutoCloseable {
  private static final Path MAKE = Path.of("/usr/sbin/mkfs.ext4");

  /** Makes and mounts it; where that cannot be done, the test is skipped and says so. */
  static ImageDisk mount(Path directory, int mebibytes) throws IOException {
    SystemCommands.requireRoot();
    boolean can = Files.isExecutable(MAKE) && Files.exists(Path.of("/dev/loop-control"));
    if (!can) {
      System.out.println("skipped: there is no mkfs.ext4 or no loop device");
    }
    Assumptions.assumeTrue(can, "mkfs.ext4 and loop devices are needed");
    Path image = directory.resolve("disk.image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) mebibytes << 20);
    }
    SystemCommands.run(MAKE.toString(), "-q", image.toString());
    ImageDisk disk = new ImageDisk(image, directory.resolve("disk"));
    Files.createDirectories(disk.path());
    disk.mountAs("rw");
    return disk;
  }

  /** What ext4 does when it finds its disk damaged: read only from now on, open files too. */
  void fail() throws IOException {
    SystemCommands.run("mount", "-o", "remount,abort", path.toString());
  }

  /** Mounts it anew; nobody may use it. */
  void mountAgain(String mode) throws IOException {
    SystemCommands.run("umount", path.toString());
    mountAs(mode);
  }

  private void mountAs(String mode) throws IOException {
    SystemCommands.run("mount", "-o", "loop," + mode, image.toString(), path.toString());
  }

  @Override
  public void close() throws IOException {
    SystemCommands.run("umount", "-l", path.toString());
  }
}
