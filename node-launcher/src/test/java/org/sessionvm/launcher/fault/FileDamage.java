package org.sessionvm.launcher.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a disk, or somebody, does to a file. */
enum FileDamage {
  EMPTIED,
  CUT_IN_HALF,
  CUT_BY_A_BYTE,
  FIRST_BYTE_TURNED,
  MIDDLE_BYTE_TURNED,
  LAST_BYTE_TURNED,
  ZEROED,
  DELETED;

  void strike(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    switch (this) {
      case EMPTIED -> Files.write(file, new byte[0]);
      case CUT_IN_HALF -> Files.write(file, Arrays.copyOf(content, content.length / 2));
      case CUT_BY_A_BYTE -> Files.write(file, Arrays.copyOf(content, content.length - 1));
      case FIRST_BYTE_TURNED -> turn(file, content, 0);
      case MIDDLE_BYTE_TURNED -> turn(file, content, content.length / 2);
      case LAST_BYTE_TURNED -> turn(file, content, content.length - 1);
      case ZEROED -> Files.write(file, new byte[content.length]);
      case DELETED -> Files.delete(file);
    }
  }

  private static void turn(Path file, byte[] content, int position) throws IOException {
    content[position] ^= 0x55;
    Files.write(file, content);
  }
}
