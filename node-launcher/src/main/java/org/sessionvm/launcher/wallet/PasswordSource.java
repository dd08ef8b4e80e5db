package org.sessionvm.launcher.wallet;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a password comes from: a file, else the environment, else the terminal without echo.
 *
 * @param file its first line is the password
 * @param environment the variable's value
 */
record PasswordSource(@Nullable Path file, @Nullable String environment) {
  private static final int BYTES_MAX = 4_096;

  /** The password, which the caller wipes; asked for twice on a terminal when it is a new one. */
  char[] ask(boolean isNew) throws IOException {
    if (file != null) {
      return firstLine(file);
    }
    if (environment != null && !environment.isEmpty()) {
      return environment.toCharArray();
    }
    Console console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(
                () ->
                    new WalletRefusal(
                        "no password: give --password-file or SESSIONVM_PASSWORD,"
                            + " or run on a terminal"));
    return isNew ? confirmed(console) : required(console.readPassword("Password: "));
  }

  private static char[] confirmed(Console console) {
    char[] first = required(console.readPassword("New password: "));
    char[] second = required(console.readPassword("The same again: "));
    boolean same = Arrays.equals(first, second);
    Arrays.fill(second, '\0');
    if (!same) {
      Arrays.fill(first, '\0');
      throw new WalletRefusal("the two passwords differ");
    }
    return first;
  }

  private static char[] firstLine(Path file) throws IOException {
    byte[] bytes = new byte[BYTES_MAX + 1];
    try (InputStream in = Files.newInputStream(file)) {
      int size = in.readNBytes(bytes, 0, bytes.length);
      if (size > BYTES_MAX) {
        throw new WalletRefusal("the password file is longer than " + BYTES_MAX + " bytes");
      }
      int end = 0;
      while (end < size && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      return decode(ByteBuffer.wrap(bytes, 0, end));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static char[] decode(ByteBuffer utf8) {
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(utf8);
      char[] password = new char[decoded.remaining()];
      decoded.get(password);
      Arrays.fill(decoded.array(), '\0');
      return required(password);
    } catch (CharacterCodingException _) {
      throw new WalletRefusal("the password file is not UTF-8");
    }
  }

  private static char[] required(char @Nullable [] password) {
    if (password == null || password.length == 0) {
      throw new WalletRefusal("the password is empty");
    }
    return password;
  }

  @Override
  public String toString() {
    return "PasswordSource";
  }
}
