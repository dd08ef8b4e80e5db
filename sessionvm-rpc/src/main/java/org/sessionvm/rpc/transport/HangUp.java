package org.sessionvm.rpc.transport;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Whether a client that waits has hung up. While a request is worked on nobody reads from its
 * connection, so nothing else notices.
 */
final class HangUp {
  private HangUp() {}

  /** Never waits, and takes nothing of what the client may have sent meanwhile. */
  static boolean isNoticed(Request request) {
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    if (!end.isOpen()) {
      return true;
    }
    return end.getTransport() instanceof SocketChannel channel && isAtEnd(channel);
  }

  /** Readable without a byte to read: the end of the stream, or a reset. */
  private static boolean isAtEnd(SocketChannel channel) {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      return selector.selectNow() > 0 && channel.socket().getInputStream().available() == 0;
    } catch (IOException e) {
      return !channel.isOpen();
    }
  }
}
