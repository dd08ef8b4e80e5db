package org.sessionvm.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.store.progress.Progress;
import org.sessionvm.store.progress.StoppedException;

/** A backup that a running node makes of its own store, followed to its end. */
final class RunningNodeBackup {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final OperatorClient node;
  private final Progress progress;

  RunningNodeBackup(OperatorClient node, Progress progress) {
    this.node = node;
    this.progress = progress;
  }

  /**
   * Begins one and waits for it.
   *
   * @return how it ended
   * @throws StoppedException when the progress wants no more; the node is told to cancel it
   */
  JsonNode run() {
    JsonNode status = call("admin.Backup");
    while (isRunning(status)) {
      report(status);
      LockSupport.parkNanos(POLL_NANOS);
      status = call("admin.BackupStatus");
    }
    return status;
  }

  private void report(JsonNode status) {
    try {
      progress.bytes("backup by the node", status.path("bytes").asLong(), 0);
    } catch (StoppedException e) {
      call("admin.CancelBackup");
      throw e;
    }
  }

  private JsonNode call(String method) {
    return node.call(method, _ -> {});
  }

  private static boolean isRunning(JsonNode status) {
    return status.path("state").asText().equals("running");
  }
}
