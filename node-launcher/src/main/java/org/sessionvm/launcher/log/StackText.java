package org.sessionvm.launcher.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stack trace of bounded length; messages in it cannot forge a line. */
final class StackText {
  private static final int CAUSES_MAX = 8;
  private static final int FRAMES_MAX = 60;

  private StackText() {}

  static String of(IThrowableProxy thrown) {
    List<IThrowableProxy> chain =
        Stream.iterate(thrown, Objects::nonNull, IThrowableProxy::getCause)
            .limit(CAUSES_MAX)
            .toList();
    return chain.stream().map(StackText::one).collect(Collectors.joining("\ncaused by "));
  }

  private static String one(IThrowableProxy thrown) {
    String message = thrown.getMessage() == null ? "" : ": " + Escapes.of(thrown.getMessage());
    return thrown.getClassName()
        + message
        + Arrays.stream(thrown.getStackTraceElementProxyArray())
            .limit(FRAMES_MAX)
            .map(StackTraceElementProxy::getSTEAsString)
            .map(frame -> "\n\t" + frame)
            .collect(Collectors.joining());
  }
}
