package org.sessionvm.launcher.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A file that is put aside when it is full or a day (of UTC) old, as {@code NAME.1}, the one before
 * as {@code NAME.2}, and so on. All of them together hold at most {@code (kept + 1) * bytesMax}.
 * Only its owner may read a file that is made here; one that is there keeps the mode somebody gave
 * it, and hands it on to the next. For one thread at a time.
 */
public final class RotatingFile extends OutputStream {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final long bytesMax;
  private final int kept;
  private final InstantSource clock;
  private OutputStream out;
  private long size;
  private LocalDate day;

  /** Goes on with the file if there is one. */
  public RotatingFile(Path file, long bytesMax, int kept, InstantSource clock) throws IOException {
    this.file = file;
    this.bytesMax = bytesMax;
    this.kept = kept;
    this.clock = clock;
    this.day = today();
    createUnlessThere(file);
    this.out = append(file);
    this.size = Files.size(file);
    if (size > 0) {
      this.day = Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
  }

  /** Whatever is no file, as a device or a directory, belongs to others. */
  private static void createUnlessThere(Path file) throws IOException {
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file)) {
        throw new FileSystemException(file.toString(), null, "it is not a regular file");
      }
    }
  }

  private static OutputStream append(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.APPEND);
  }

  private LocalDate today() {
    return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  /** Writes what belongs together; one line longer than a file is cut. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int fitting = (int) Math.min(length, bytesMax);
    if (size > 0 && (size + fitting > bytesMax || !day.equals(today()))) {
      rotate();
    }
    out.write(bytes, offset, fitting);
    size += fitting;
  }

  /** The next file is made first and named last: where that fails, the old ones stay. */
  private void rotate() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(next, OWNER_ONLY);
    OutputStream opened = append(next);
    try {
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
      }
      putAside();
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      opened.close();
      Files.deleteIfExists(next);
      throw e;
    }
    out.close();
    out = opened;
    size = 0;
    day = today();
  }

  /** Up to the first free name, so that what failed halfway goes on there and drops no more. */
  private void putAside() throws IOException {
    int free = 0;
    while (free < kept && Files.exists(aside(free))) {
      free++;
    }
    for (int age = free - 1; age >= 0; age--) {
      Files.move(aside(age), aside(age + 1), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The file itself is its own youngest. */
  private Path aside(int age) {
    return age == 0 ? file : file.resolveSibling(file.getFileName() + "." + age);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
