package org.sessionvm.rpc.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a request's body up to a bound. */
final class Body {
  /**
   * How much of a body that is too long is read and dropped, so that its sender sees the answer.
   */
  static final int DRAIN_BYTES_MAX = 8 << 20;

  private static final int PIECE = 64 << 10;

  /** What a message with its signature takes. */
  private static final int FIRST_BYTES = 8 << 10;

  private Body() {}

  /** The whole body, or nothing when it is longer than {@code bytesMax}. */
  static Optional<byte[]> read(Request request, int bytesMax, Transfer transfer)
      throws IOException {
    // Not to be closed: that would fail the request, which has an answer to come.
    InputStream in = Content.Source.asInputStream(request);
    ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_BYTES);
    byte[] piece = new byte[FIRST_BYTES];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      transfer.moved(read);
      if (body.size() + read > bytesMax) {
        return Optional.empty();
      }
      body.write(piece, 0, read);
    }
    return Optional.of(body.toByteArray());
  }

  /** Reads and drops what is left, up to a bound. */
  static void drain(Request request) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      // Its sender waits for leave to send, and was answered instead.
      return;
    }
    InputStream in = Content.Source.asInputStream(request);
    byte[] dropped = new byte[PIECE];
    try {
      int left = DRAIN_BYTES_MAX;
      for (int read = in.read(dropped); read >= 0 && left > 0; read = in.read(dropped)) {
        left -= read;
      }
    } catch (IOException e) {
      // The sender has gone, and with it whoever the answer was for.
    }
  }
}
