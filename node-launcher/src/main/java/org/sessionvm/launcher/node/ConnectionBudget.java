package org.sessionvm.launcher.node;

import java.util.Optional;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.rpc.RpcSettings;

/**
 * How many connections each of the two listeners may have: what is asked for, or what the process
 * has file descriptors for. Without one nobody is connected any more, while the bound of
 * connections closes the longest idle for who comes.
 *
 * @param asked by the settings
 * @param connectionsMax what is possible
 * @param openFilesMax the limit of the process
 */
record ConnectionBudget(int asked, int connectionsMax, long openFilesMax) {
  private static final int LISTENERS = 2;

  /** As many as the store keeps open, and those of a compaction. */
  private static final long STORE_FILES_MAX = 2_560;

  /** With fewer than these a node would be of no use, whatever the limit is. */
  private static final int CONNECTIONS_MIN = 8;

  /** Of this process, whose store is open. */
  static ConnectionBudget of(RpcSettings.Bounds bounds) {
    return of(bounds.connectionsMax(), ProcessHealth.openFiles(), ProcessHealth.openFilesMax());
  }

  /**
   * Some are left to the store, which opens more files as it grows: a quarter where few are there.
   */
  static ConnectionBudget of(int asked, long open, long most) {
    long left =
        most - Math.min(most / 4, STORE_FILES_MAX) - open - ProcessHealth.DESCRIPTORS_LEFT_MIN;
    int possible = Math.clamp(left / LISTENERS, CONNECTIONS_MIN, Integer.MAX_VALUE);
    return new ConnectionBudget(asked, Math.min(asked, possible), most);
  }

  /** Where less is possible than was asked for. */
  Optional<String> warning() {
    return connectionsMax == asked
        ? Optional.empty()
        : Optional.of(
            "%s is %d, but with %d file descriptors no more than %d connections are taken"
                .formatted(
                    Settings.HTTP_CONNECTIONS_MAX.name(), asked, openFilesMax, connectionsMax));
  }
}
