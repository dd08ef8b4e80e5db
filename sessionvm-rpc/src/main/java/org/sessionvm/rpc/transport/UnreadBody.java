package org.sessionvm.rpc.transport;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A body that the answer does not wait for. Whoever sends it must learn that the connection ends
 * with this answer (RFC 9112, section 9.6), and must not be cut off before reading it.
 */
final class UnreadBody {
  /** How much is read and dropped, so that its sender sees the answer. */
  static final int BYTES_MAX = 8 << 20;

  private static final int PIECE = 8 << 10;

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

  /** Reads and drops what is left, at no less than the rate of every other body. */
  static void drain(Request request, TransferMemory requests) {
    if (!waitsForLeave(request)) {
      requests.begin(request, 0).ifPresent(transfer -> drop(request, transfer));
    }
  }

  private static void drop(Request request, Transfer transfer) {
    InputStream in = Content.Source.asInputStream(request);
    byte[] dropped = new byte[PIECE];
    try {
      int left = BYTES_MAX;
      for (int read = in.read(dropped); read >= 0 && left > 0; read = in.read(dropped)) {
        transfer.moved(read);
        left -= read;
      }
    } catch (IOException e) {
      // The sender has gone or was cut off, and nobody waits for more.
    } finally {
      transfer.end();
    }
  }
}
