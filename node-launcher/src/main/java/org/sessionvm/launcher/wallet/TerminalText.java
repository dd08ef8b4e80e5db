package org.sessionvm.launcher.wallet;

/**
 * Text of others on its way to a terminal. Escape sequences, other control characters and those
 * that turn the direction of writing are shown by number, so that a message can neither command the
 * terminal nor look like something else.
 */
final class TerminalText {
  private TerminalText() {}

  /** On one line. */
  static String line(String text) {
    return safe(text, "\\u000a");
  }

  /** On as many lines as it has, each but the first after {@code indent}. */
  static String indented(String text, String indent) {
    return safe(text, "\n" + indent);
  }

  private static String safe(String text, String newline) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n') {
                safe.append(newline);
              } else if (isVisible(point)) {
                safe.appendCodePoint(point);
              } else {
                safe.append("\\u%04x".formatted(point));
              }
            });
    return safe.toString();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
