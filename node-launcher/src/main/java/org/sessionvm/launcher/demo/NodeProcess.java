package org.sessionvm.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A node in a process of its own, which can be killed as a power cut would. */
public interface NodeProcess extends AutoCloseable {
  /**
   * Starts the node on a data directory, new or used before; returns once it answers, and where.
   */
  URI start(Path dataDirectory) throws IOException;

  /** Ends the process at once, without a chance to tidy up (SIGKILL); returns when it is gone. */
  void kill();

  /** Asks the process to end and waits for it. */
  void stop();

  /** Makes sure that no process is left. */
  @Override
  void close();
}
