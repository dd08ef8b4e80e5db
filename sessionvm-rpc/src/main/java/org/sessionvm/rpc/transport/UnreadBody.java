package org.sessionvm.rpc.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A body that the answer does not wait for. Whoever sends it must learn that the connection ends
 * with this answer (RFC 9112, section 9.6), and must not be cut off before reading it.
 */
final class UnreadBody {
  /** How much is read and dropped, so that its sender sees the answer. */
  static final int BYTES_MAX = 8 << 20;

  /** How long it is read and dropped. */
  static final long SECONDS_MAX = 5;

  private static final int PIECE = 64 << 10;

  private UnreadBody() {}

  /** Drops what has come already; whether there is more to come. */
  static boolean isLeftOf(Request request) {
    boolean body =
        request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    return body && (waitsForLeave(request) || !dropArrived(request));
  }

  /** Its sender waits for leave to send, and is answered instead. */
  private static boolean waitsForLeave(Request request) {
    return request.getHeaders().contains(HttpHeader.EXPECT);
  }

  /** Never waits; whether the end has come. */
  private static boolean dropArrived(Request request) {
    int left = BYTES_MAX;
    for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
      left -= chunk.remaining();
      chunk.release();
      if (Content.Chunk.isFailure(chunk) || left < 0) {
        return false;
      }
      if (chunk.isLast()) {
        return true;
      }
    }
    return false;
  }

  /** Reads and drops what is left, up to both bounds. */
  static void drain(Request request) {
    if (waitsForLeave(request)) {
      return;
    }
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    Scheduler.Task cutOff =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> connection.close(new TimeoutException("too slow")),
                SECONDS_MAX,
                TimeUnit.SECONDS);
    try {
      drop(Content.Source.asInputStream(request));
    } catch (IOException e) {
      // The sender has gone, and with it whoever the answer was for.
    } finally {
      cutOff.cancel();
    }
  }

  private static void drop(InputStream in) throws IOException {
    byte[] dropped = new byte[PIECE];
    int left = BYTES_MAX;
    for (int read = in.read(dropped); read >= 0 && left > 0; read = in.read(dropped)) {
      left -= read;
    }
  }
}
