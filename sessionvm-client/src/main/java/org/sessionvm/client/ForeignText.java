package org.sessionvm.client;

/** Text of a node on its way into an exception or a log: one line of visible ASCII, not long. */
final class ForeignText {
  private static final int CHARACTERS_MAX = 200;

  private ForeignText() {}

  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.chars()
        .limit(CHARACTERS_MAX)
        .forEach(c -> line.append(c >= ' ' && c <= '~' ? (char) c : '?'));
    return line.toString();
  }
}
