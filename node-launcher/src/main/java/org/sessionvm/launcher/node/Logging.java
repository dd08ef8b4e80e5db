package org.sessionvm.launcher.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged. */
public final class Logging {
  private Logging() {}

  /** Sets the level of the node's own loggers; libraries stay at warnings unless it is trace. */
  public static void setLevel(String name) {
    Level level = Level.toLevel(name);
    logger("org.sessionvm").setLevel(level);
    logger(org.slf4j.Logger.ROOT_LOGGER_NAME)
        .setLevel(level.isGreaterOrEqual(Level.DEBUG) ? atLeastWarn(level) : level);
  }

  private static Level atLeastWarn(Level level) {
    return level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
