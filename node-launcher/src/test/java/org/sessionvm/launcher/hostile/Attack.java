package org.sessionvm.launcher.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that a hostile client holds, on which it may say anything. */
final class Attack implements AutoCloseable {
  static final String HEAD =
      "POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private final URI node;
  private final List<Socket> sockets = new ArrayList<>();

  Attack(URI node) {
    this.node = node;
  }

  /** One more connection; {@code receiveBytes} 0 is the system's own buffer. */
  Socket connect(int receiveBytes) throws IOException {
    Socket socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(node.getHost(), node.getPort()), 10_000);
    sockets.add(socket);
    return socket;
  }

  /** Sends text; whether the node still listened. */
  static boolean send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads a little; whether there will be more. */
  static boolean read(Socket socket, int bytes) {
    try {
      return socket.getInputStream().read(new byte[bytes]) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  static String post(String body) {
    return HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** The status of the answer; -1 where the node hung up. */
  static int status(Socket socket) {
    StringBuilder line = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.append((char) next);
      }
    } catch (IOException e) {
      return -1;
    }
    String[] words = line.toString().split(" ", 3);
    return words.length < 2 ? -1 : Integer.parseInt(words[1]);
  }

  /** Closes with a reset, so that what the node still writes fails. */
  static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  int size() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
