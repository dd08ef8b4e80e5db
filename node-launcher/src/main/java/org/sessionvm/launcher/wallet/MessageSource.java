package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from: the argument, or a file, or standard input.
 *
 * @param text the argument
 * @param file the file
 * @param input standard input
 */
record MessageSource(@Nullable String text, @Nullable Path file, InputStream input) {
  /** No ciphertext may be longer, so no message need be. */
  private static final int BYTES_MAX = 262_144;

  /** The message, which the caller wipes. */
  byte[] read() throws IOException {
    if (text != null && file != null) {
      throw new WalletRefusal("give the message as text or as --file, not as both");
    }
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (file == null) {
      return bounded(input);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return bounded(in);
    }
  }

  private static byte[] bounded(InputStream in) throws IOException {
    byte[] message = in.readNBytes(BYTES_MAX + 1);
    if (message.length > BYTES_MAX) {
      throw new WalletRefusal("a message has " + BYTES_MAX + " bytes at the most");
    }
    return message;
  }
}
