package org.sessionvm.rpc.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Reads a request's body up to a bound. */
final class Body {
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

  /**
   * Whether reading failed because the chunks are no HTTP, or what is around them is too long.
   * Jetty calls that an early end; the end has not come where the connection is open.
   */
  static boolean isMalformed(Request request, IOException fault) {
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    boolean parsed = fault instanceof HttpException || fault.getCause() instanceof HttpException;
    return parsed && end.isOpen() && !end.isInputShutdown();
  }
}
