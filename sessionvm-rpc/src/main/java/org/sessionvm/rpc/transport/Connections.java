package org.sessionvm.rpc.transport;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.LimitCounts;

/**
 * The open connections, of which there are at most so many. One too many closes the one that was
 * longest without a request, so that connections that ask nothing cannot keep askers out; a head or
 * handshake that comes too slowly closes its own. Safe for any thread.
 */
final class Connections implements Connection.Listener {
  /**
   * Within this time from its first byte a request's head must be there, and from its beginning a
   * connection's handshake.
   */
  static final long HEAD_SECONDS_MAX = 15;

  private static final long HEAD_NANOS_MAX = TimeUnit.SECONDS.toNanos(HEAD_SECONDS_MAX);

  private final int connectionsMax;
  private final LimitCounts counts;
  private final AtomicInteger busy = new AtomicInteger();

  /** Those that speak another protocol than HTTP by now. */
  private final AtomicInteger upgraded = new AtomicInteger();

  private final Map<Connection, State> open = new ConcurrentHashMap<>();

  /** What one connection does. */
  private static final class State {
    private volatile boolean busy;
    private volatile long idleSinceNanos = System.nanoTime();
    private volatile long bytesWhenIdle;

    /** When the first byte of a head was noticed; 0 while there is none. */
    private volatile long headSinceNanos;
  }

  Connections(int connectionsMax, LimitCounts counts) {
    this.connectionsMax = connectionsMax;
    this.counts = counts;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof ConnectionMetaData)) {
      return;
    }
    open.put(connection, new State());
    if (open.size() + upgraded.get() > connectionsMax) {
      counts.refused(Limit.CONNECTIONS);
      close(longestIdle().orElse(connection), "too many connections");
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /**
   * A connection speaks another protocol from now on; it is still one of those that are counted.
   */
  void upgraded() {
    upgraded.incrementAndGet();
  }

  /** One of those has ended. */
  void upgradedEnded() {
    upgraded.decrementAndGet();
  }

  private Optional<Connection> longestIdle() {
    return open.entrySet().stream()
        .filter(entry -> !entry.getValue().busy)
        .min(Comparator.comparingLong(entry -> entry.getValue().idleSinceNanos))
        .map(Map.Entry::getKey);
  }

  private void close(Connection connection, String reason) {
    open.remove(connection);
    connection.getEndPoint().close(new TimeoutException(reason));
  }

  /** The connection of a request is busy until that is answered. */
  void begin(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    State state = open.get(connection);
    if (state != null) {
      state.busy = true;
      busy.incrementAndGet();
      Request.addCompletionListener(request, _ -> end(connection, state));
    }
  }

  private void end(Connection connection, State state) {
    busy.decrementAndGet();
    state.bytesWhenIdle = connection.getBytesIn();
    state.headSinceNanos = 0;
    state.idleSinceNanos = System.nanoTime();
    state.busy = false;
  }

  /** Closes those whose heads come too slowly. */
  void sweep(long now) {
    open.forEach(
        (connection, state) -> {
          // Bytes of a handshake count for no request, and could come one by one for ever.
          boolean begun =
              !state.busy
                  && (connection.getBytesIn() > state.bytesWhenIdle
                      || Handshakes.isUnderWay(connection));
          if (!begun) {
            state.headSinceNanos = 0;
          } else if (state.headSinceNanos == 0) {
            state.headSinceNanos = now;
          } else if (now - state.headSinceNanos > HEAD_NANOS_MAX) {
            counts.refused(Limit.HEAD_SECONDS);
            close(connection, "the head of a request came too slowly");
          }
        });
  }

  /** How many have a request that is not answered. */
  int busy() {
    return busy.get();
  }

  int size() {
    return open.size();
  }
}
