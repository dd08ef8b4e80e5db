package org.sessionvm.rpc.admin;

import java.util.Optional;
import java.util.SortedMap;

/** How much is logged. Safe for any thread; what is set lasts until the node stops. */
public interface LogLevels {
  /** The level of every logger that has one of its own, by the logger's name. */
  SortedMap<String, String> levels();

  /**
   * Sets a level.
   *
   * @param logger a logger's name; none is the node's own loggers
   * @param level one of error, warn, info, debug, trace
   * @throws OperationException that names the field {@code logger} or {@code level}
   */
  void set(Optional<String> logger, String level);
}
