package org.sessionvm.store.backup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.sessionvm.store.progress.Progress;

/** Moves the bytes of one job and counts them, so that its progress is that of the whole. */
final class Copying {
  private static final int BUFFER = 1 << 20;

  private final String name;
  private final long total;
  private final Progress progress;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long done;

  Copying(String name, long total, Progress progress) {
    this.name = name;
    this.total = total;
    this.progress = progress;
  }

  /** Copies the first {@code bytes} of a file to a new one, syncs it and returns the SHA-256. */
  String copy(Path from, Path to, long bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      String hash = read(from, bytes, out);
      out.force(true);
      return hash;
    }
  }

  /** The SHA-256 of the first {@code bytes} of a file. */
  String hash(Path from, long bytes) throws IOException {
    try (FileChannel nowhere = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
      return read(from, bytes, nowhere);
    }
  }

  /** Counts what needs no copy. */
  void skip(long bytes) {
    done += bytes;
    progress.bytes(name, done, total);
  }

  private String read(Path from, long bytes, FileChannel to) throws IOException {
    MessageDigest digest = sha256();
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ)) {
      for (long left = bytes; left > 0; ) {
        buffer.clear().limit((int) Math.min(left, BUFFER));
        if (in.read(buffer) < 0) {
          throw new EOFException("the file ends early");
        }
        buffer.flip();
        left -= buffer.remaining();
        skip(buffer.remaining());
        digest.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
