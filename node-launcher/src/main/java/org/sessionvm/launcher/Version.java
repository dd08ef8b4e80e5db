package org.sessionvm.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class Version implements IVersionProvider {
  /** The version, as the build wrote it. */
  public static String text() {
    Properties properties = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream("/sessionvm.properties")) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks sessionvm.properties");
      }
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"sessionvm " + text()};
  }
}
