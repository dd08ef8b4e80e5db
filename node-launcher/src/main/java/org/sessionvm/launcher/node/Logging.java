package org.sessionvm.launcher.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.sessionvm.launcher.log.LineAppender;
import org.sessionvm.launcher.log.LogLine;
import org.sessionvm.launcher.log.RotatingFile;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.store.file.DurableFiles;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes, in what form, and how much of it. Levels are those of the node's own loggers:
 * libraries repeat what clients send when they are asked for more, so they stay as they are.
 */
public final class Logging {
  /** Above every logger of the node. */
  public static final String OWN = "org.sessionvm";

  /** From few lines to many. */
  public static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

  private static final int LOGGERS_MAX = 64;
  private static final Pattern NAME =
      Pattern.compile("org\\.sessionvm(\\.[A-Za-z0-9_]{1,80}){0,8}");

  private Logging() {}

  /**
   * Logs as the settings say from now on.
   *
   * @throws SettingException when the file cannot be written
   */
  public static void configure(EffectiveSettings settings) {
    LineAppender appender =
        new LineAppender(LogLine.named(settings.text(Settings.LOG_FORMAT)), stream(settings));
    appender.setName("lines");
    appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    appender.start();
    Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    set(Optional.empty(), settings.text(Settings.LOG_LEVEL));
  }

  private static OutputStream stream(EffectiveSettings settings) {
    String file = settings.text(Settings.LOG_FILE);
    if (file.isEmpty()) {
      return new FileOutputStream(FileDescriptor.err);
    }
    try {
      return new RotatingFile(
          Path.of(file).toAbsolutePath(),
          settings.whole(Settings.LOG_FILE_BYTES_MAX),
          settings.number(Settings.LOG_FILES_KEPT),
          InstantSource.system());
    } catch (IOException e) {
      throw unwritable(file, DurableFiles.reason(e));
    } catch (UnsupportedOperationException e) {
      throw unwritable(file, String.valueOf(e.getMessage()));
    }
  }

  private static SettingException unwritable(String file, String reason) {
    return new SettingException("logFile: cannot write " + file + ": " + reason);
  }

  /** Counts the lines that somebody should look at. */
  public static void bind(NodeMetrics metrics) {
    count(metrics, "warn", LineAppender::warnings);
    count(metrics, "error", LineAppender::errors);
    count(metrics, "lost", LineAppender::lost);
  }

  private static void count(NodeMetrics metrics, String level, ToLongFunction<LineAppender> count) {
    metrics.counter(
        "sessionvm.log.lines",
        "lines of the log by level; lost ones could not be written",
        Map.of("level", level),
        () -> appender().map(count::applyAsLong).orElse(0L));
  }

  private static Optional<LineAppender> appender() {
    return logger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("lines")
            instanceof LineAppender lines
        ? Optional.of(lines)
        : Optional.empty();
  }

  /**
   * Sets how much one of the node's loggers tells, while the node runs.
   *
   * @param name of a logger below {@link #OWN}; none is all of them
   * @param level one of {@link #LEVELS}
   * @throws IllegalArgumentException that begins with the field at fault, {@code logger} or {@code
   *     level}
   */
  public static synchronized void set(Optional<String> name, String level) {
    String logger = name.orElse(OWN);
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException("level must be one of " + String.join(", ", LEVELS));
    }
    if (!NAME.matcher(logger).matches()) {
      throw new IllegalArgumentException("logger must be " + OWN + " or a name below it");
    }
    SortedMap<String, String> set = levels();
    if (!set.containsKey(logger) && set.size() >= LOGGERS_MAX) {
      throw new IllegalArgumentException("logger: at most " + LOGGERS_MAX + " may have a level");
    }
    logger(logger).setLevel(Level.toLevel(level));
  }

  /** The level of every logger of the node that has one of its own. */
  public static synchronized SortedMap<String, String> levels() {
    SortedMap<String, String> levels = new TreeMap<>();
    for (Logger logger : ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()) {
      if (logger.getLevel() != null && NAME.matcher(logger.getName()).matches()) {
        levels.put(logger.getName(), logger.getLevel().toString().toLowerCase(Locale.ROOT));
      }
    }
    return levels;
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
