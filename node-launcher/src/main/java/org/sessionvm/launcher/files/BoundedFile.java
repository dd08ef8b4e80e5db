package org.sessionvm.launcher.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sessionvm.launcher.settings.SettingException;

/** Reads a whole file that a setting names, up to a bound. */
public final class BoundedFile {
  private BoundedFile() {}

  /**
   * The file's bytes.
   *
   * @param setting who names the file, for the message
   * @throws SettingException that names setting and file
   */
  public static byte[] read(String setting, Path file, int bytesMax) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        throw new SettingException(setting + ": " + file + " is longer than " + bytesMax);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new SettingException(setting + ": there is no " + file);
    } catch (IOException e) {
      throw new SettingException(setting + ": cannot read " + file);
    }
  }
}
