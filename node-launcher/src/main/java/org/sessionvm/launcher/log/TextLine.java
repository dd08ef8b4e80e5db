package org.sessionvm.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Locale;

/** For people. What could steer a terminal or forge a line is written as an escape. */
final class TextLine implements LogLine {
  @Override
  public String of(ILoggingEvent event) {
    String name = event.getLoggerName();
    String line =
        String.format(
            Locale.ROOT,
            "%s %-5s %s %s%n",
            event.getInstant(),
            event.getLevel(),
            name.substring(name.lastIndexOf('.') + 1),
            Escapes.of(event.getFormattedMessage()));
    return event.getThrowableProxy() == null
        ? line
        : line + StackText.of(event.getThrowableProxy()) + System.lineSeparator();
  }
}
