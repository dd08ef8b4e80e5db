package org.sessionvm.benchmarks.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Stands between wallets and a node, and counts the bytes that go either way. */
final class CountedConnection implements AutoCloseable {
  private static final int PIECE_BYTES = 64 << 10;

  private final URI node;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final LongAdder toNode = new LongAdder();
  private final LongAdder fromNode = new LongAdder();

  private CountedConnection(URI node, ServerSocket server) {
    this.node = node;
    this.server = server;
  }

  static CountedConnection to(URI node) throws IOException {
    CountedConnection counted =
        new CountedConnection(node, new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(counted::accept);
    return counted;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  long toNode() {
    return toNode.sum();
  }

  long fromNode() {
    return fromNode.sum();
  }

  private void accept() {
    try {
      while (true) {
        Socket wallet = server.accept();
        Socket behind = new Socket(node.getHost(), node.getPort());
        for (Socket socket : new Socket[] {wallet, behind}) {
          socket.setTcpNoDelay(true);
          sockets.add(socket);
        }
        Thread.ofVirtual().start(() -> copy(wallet, behind, toNode));
        Thread.ofVirtual().start(() -> copy(behind, wallet, fromNode));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void copy(Socket source, Socket target, LongAdder count) {
    try (source;
        target) {
      InputStream in = source.getInputStream();
      OutputStream out = target.getOutputStream();
      byte[] piece = new byte[PIECE_BYTES];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        count.add(length);
        out.write(piece, 0, length);
      }
    } catch (IOException _) {
      // One side has hung up, and so does the other now.
    }
    sockets.remove(source);
    sockets.remove(target);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
