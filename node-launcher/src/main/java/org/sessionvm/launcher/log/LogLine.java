package org.sessionvm.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** One form of a line of the log. A message cannot end a line or begin another. */
public interface LogLine {
  /** The line with its end. */
  String of(ILoggingEvent event);

  /** The form that {@code logFormat} names. */
  static LogLine named(String format) {
    return format.equals("json") ? new JsonLine() : new TextLine();
  }
}
