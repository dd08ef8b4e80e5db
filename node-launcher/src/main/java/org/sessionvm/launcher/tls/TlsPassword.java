package org.sessionvm.launcher.tls;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.sessionvm.launcher.files.SecretFile;

/**
 * Where the password of a key or a key store is: the first line of a file, or a variable, or
 * nowhere. Read each time that it is needed, so that it may change with the files.
 *
 * @param setting who names the file
 * @param variable the environment's value, if there is one
 */
record TlsPassword(String setting, Optional<Path> file, Optional<String> variable) {
  private static final int BYTES_MAX = 4_096;

  /** The password, which the caller wipes; empty where there is none. */
  char[] read() {
    return file.map(this::firstLine)
        .orElseGet(() -> variable.map(String::toCharArray).orElseGet(() -> new char[0]));
  }

  private char[] firstLine(Path path) {
    byte[] bytes = SecretFile.read(setting, path, BYTES_MAX);
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, end));
    char[] password = new char[decoded.remaining()];
    decoded.get(password);
    Arrays.fill(decoded.array(), '\0');
    Arrays.fill(bytes, (byte) 0);
    return password;
  }

  @Override
  public String toString() {
    return "TlsPassword";
  }
}
