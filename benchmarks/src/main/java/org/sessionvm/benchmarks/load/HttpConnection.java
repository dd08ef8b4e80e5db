package org.sessionvm.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive connection that posts prepared bodies. Does as little as it can, because it shares
 * the machine with the server that it measures.
 */
final class HttpConnection implements AutoCloseable {
  private final Socket socket = new Socket();
  private final OutputStream out;
  private final InputStream in;

  HttpConnection(URI node) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(node.getHost(), node.getPort()));
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  /** A complete request for {@link #exchange}. */
  static byte[] request(URI node, byte[] body) {
    String head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(node.getPath(), node.getHost(), node.getPort(), body.length);
    byte[] ascii = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[ascii.length + body.length];
    System.arraycopy(ascii, 0, request, 0, ascii.length);
    System.arraycopy(body, 0, request, ascii.length, body.length);
    return request;
  }

  /** Sends a request and returns the body of the answer. */
  byte[] exchange(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    int length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
    }
    if (length < 0) {
      throw new IOException("the answer has no Content-Length");
    }
    return in.readNBytes(length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
