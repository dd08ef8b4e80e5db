package org.sessionvm.rpc.node;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;

/** A WebSocket, frame by frame (RFC 6455, section 5.2), whose client reads when it is told to. */
public final class RawWebSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** A frame of the node. */
  public record Frame(int kind, Bytes payload) {
    public boolean isPing() {
      return kind == PING;
    }

    public boolean isPong() {
      return kind == PONG;
    }

    public boolean isClose() {
      return kind == CLOSE;
    }

    /** What a frame says that closes. */
    public TestSocket.Closed closed() {
      ByteBuffer bytes = ByteBuffer.wrap(payload.toByteArray());
      int code = bytes.getChar();
      return new TestSocket.Closed(code, StandardCharsets.UTF_8.decode(bytes).toString());
    }
  }

  /**
   * Opens one.
   *
   * @param receiveBytes that wait to be read at the most, or about as many
   */
  public RawWebSocket(InetSocketAddress node, int receiveBytes) {
    try {
      socket.setReceiveBufferSize(receiveBytes);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(node);
      in = new DataInputStream(socket.getInputStream());
      upgrade();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void upgrade() throws IOException {
    String request =
        String.join(
            "\r\n",
            "GET /ws HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("not upgraded: " + head);
    }
  }

  /** Sends a text. */
  public void text(String text) {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public void ping() {
    send(PING, new byte[0]);
  }

  public void pong() {
    send(PONG, new byte[0]);
  }

  /** With a mask that changes nothing. */
  private void send(int kind, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(FINAL | kind);
    frame.write(MASKED | 127);
    for (int shift = 56; shift >= 0; shift -= 8) {
      frame.write((int) ((long) payload.length >>> shift));
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    try {
      socket.getOutputStream().write(frame.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame; nothing when the node has hung up. */
  public Optional<Frame> next() {
    try {
      int first = in.read();
      if (first < 0) {
        return Optional.empty();
      }
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      byte[] payload = new byte[length];
      in.readFully(payload);
      return Optional.of(new Frame(first & 0x0f, Bytes.copyOf(payload)));
    } catch (SocketException e) {
      // A reset is a hanging up too.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
