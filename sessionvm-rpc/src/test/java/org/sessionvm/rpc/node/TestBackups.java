package org.sessionvm.rpc.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.rpc.admin.Backups;
import org.sessionvm.rpc.admin.OperationException;

/** Remembers whether a backup was begun; it runs until it is cancelled. */
final class TestBackups implements Backups {
  private static final Instant BEGIN = Instant.parse("2026-11-23T02:51:34Z");

  private State state = State.NONE;

  @Override
  public Place place() {
    return new Place(Path.of("/var/lib/sessionvm-backups"), 7);
  }

  @Override
  public synchronized Status start() {
    if (state == State.RUNNING) {
      throw OperationException.failed("a backup runs already");
    }
    state = State.RUNNING;
    return status();
  }

  @Override
  public synchronized Status status() {
    return new Status(
        state,
        OptionalLong.empty(),
        OptionalLong.empty(),
        state == State.NONE ? Optional.empty() : Optional.of(BEGIN),
        state == State.CANCELLED ? Optional.of(BEGIN.plusSeconds(1)) : Optional.empty(),
        0,
        Optional.empty());
  }

  @Override
  public synchronized Status cancel() {
    if (state == State.RUNNING) {
      state = State.CANCELLED;
    }
    return status();
  }
}
