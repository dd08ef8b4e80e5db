package org.sessionvm.rpc.admin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Copies of the store, made while the node runs; one at a time. Safe for any thread. */
public interface Backups {
  /** What the last backup is doing. */
  enum State {
    NONE,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /**
   * The last backup since the node's start.
   *
   * @param id of the backup, once it has one
   * @param height of the newest block in it, once known
   * @param bytes copied so far
   * @param error why it failed, for operators
   */
  record Status(
      State state,
      OptionalLong id,
      OptionalLong height,
      Optional<Instant> started,
      Optional<Instant> ended,
      long bytes,
      Optional<String> error) {}

  /**
   * Where they are put.
   *
   * @param kept so many stay there
   */
  record Place(Path directory, int kept) {}

  /** Where this node puts them, as long as it runs. */
  Place place();

  /**
   * Begins one and returns at once.
   *
   * @throws OperationException where one runs already, or none can be begun
   */
  Status start();

  /** How the last one is. */
  Status status();

  /** Has the one that runs end early, leaving nothing half-made; does nothing where none runs. */
  Status cancel();
}
