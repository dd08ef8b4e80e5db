package org.sessionvm.launcher.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sessionvm.launcher.files.SecretFile;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.access.OperatorToken;

/**
 * Reads the file of the operators: on each line a name, and a token or {@code sha256:} with its
 * hash in hexadecimal. Empty lines and those that begin with {@code #} say nothing; a file of
 * nothing but empty lines is no good.
 */
final class OperatorTokensFile {
  /** Most operators. */
  static final int OPERATORS_MAX = 64;

  private static final int BYTES_MAX = 64 << 10;
  private static final String HASHED = "sha256:";

  /** What can be sent in a header; short ones could be guessed. */
  private static final String TOKEN = "[A-Za-z0-9._~+/=-]{32,256}";

  private OperatorTokensFile() {}

  static List<OperatorToken> read(Path file) {
    String text = text(file);
    if (text.isBlank()) {
      // Cut off while it is written, rather than meant; who has no operators says so.
      throw new SettingException(
          name() + ": " + file + " is empty; a line that begins with # says that there is nobody");
    }
    List<OperatorToken> tokens = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      OperatorToken token = token(file, number, line.strip().split("\\s+"));
      if (!names.add(token.name()) || tokens.size() >= OPERATORS_MAX) {
        throw wrong(file, number, "names must differ, and there are at most " + OPERATORS_MAX);
      }
      tokens.add(token);
    }
    return tokens;
  }

  private static OperatorToken token(Path file, int number, String[] words) {
    boolean hashed = words.length == 2 && words[1].startsWith(HASHED);
    if (words.length != 2 || !(hashed || words[1].matches(TOKEN))) {
      throw wrong(
          file, number, "must be a name and a token of 32 to 256 characters, or sha256:HASH");
    }
    try {
      return hashed
          ? OperatorToken.ofHash(
              words[0], Bytes.fromHex(words[1].substring(HASHED.length()).toLowerCase(Locale.ROOT)))
          : OperatorToken.of(words[0], words[1]);
    } catch (IllegalArgumentException e) {
      // Its text could repeat what is written there.
      throw wrong(file, number, "has a name or a hash that is none");
    }
  }

  private static String text(Path file) {
    return new String(SecretFile.read(name(), file, BYTES_MAX), StandardCharsets.UTF_8);
  }

  private static SettingException wrong(Path file, int line, String problem) {
    return new SettingException(name() + ": line " + line + " of " + file + " " + problem);
  }

  private static String name() {
    return Settings.OPERATOR_TOKENS_FILE.name();
  }
}
