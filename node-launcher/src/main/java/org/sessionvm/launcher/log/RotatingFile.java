package org.sessionvm.launcher.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
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
 * as {@code NAME.2}, and so on. All of them together hold at most {@code (kept + 1) * bytesMax},
 * and only their owner may read them. For one thread at a time.
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
    create(file);
    this.out = append(file);
    this.size = Files.size(file);
    if (size > 0) {
      this.day = Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static OutputStream append(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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

  private void rotate() throws IOException {
    out.close();
    Files.deleteIfExists(aside(kept));
    for (int age = kept - 1; age >= 0; age--) {
      if (Files.exists(aside(age))) {
        Files.move(aside(age), aside(age + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    create(file);
    out = append(file);
    size = 0;
    day = today();
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
