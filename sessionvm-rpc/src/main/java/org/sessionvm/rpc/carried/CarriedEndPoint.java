package org.sessionvm.rpc.carried;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.LocalConnector;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ByteStream;

/**
 * What Jetty has instead of a socket: bytes of a connection that the host carries. Holds few of
 * either way, so that whoever sends faster than the other reads has to wait.
 */
final class CarriedEndPoint extends ByteArrayEndPoint {
  /** Most bytes that wait to be read here. */
  private static final int INPUT_BYTES_MAX = 128 << 10;

  /** Most bytes that wait to be taken from here. */
  private static final int OUTPUT_BYTES_MAX = 128 << 10;

  private static final int PIECE_BYTES = 64 << 10;
  private static final long LOOK_SECONDS = 1;

  private final LocalConnector connector;
  private final Semaphore room = new Semaphore(INPUT_BYTES_MAX);

  CarriedEndPoint(LocalConnector connector) {
    super(connector.getScheduler(), 0, (ByteBuffer) null, OUTPUT_BYTES_MAX, false);
    this.connector = connector;
  }

  /** Lets Jetty serve it as a connection that was just accepted. */
  void open() {
    Connection connection = connector.getDefaultConnectionFactory().newConnection(connector, this);
    setConnection(connection);
    onOpen();
    connection.onOpen();
  }

  @Override
  protected void execute(Runnable task) {
    connector.getExecutor().execute(task);
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    room.release(Math.max(0, filled));
    return filled;
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    room.release(INPUT_BYTES_MAX);
    Connection connection = getConnection();
    if (connection != null) {
      connection.onClose(cause);
    }
    super.onClose(cause);
  }

  /** Brings what the other side sends, until it ends. */
  void readFrom(ByteStream stream) {
    try {
      for (Bytes piece = stream.read(PIECE_BYTES);
          piece.size() > 0 && isOpen();
          piece = stream.read(PIECE_BYTES)) {
        input(piece);
      }
      addInputEOF();
    } catch (IOException e) {
      close(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(e);
    }
  }

  /** One thread at a time. */
  void input(Bytes piece) throws InterruptedException {
    room.acquire(piece.size());
    addInput(ByteBuffer.wrap(piece.toByteArray()));
  }

  /** Brings what is said here to the other side, until it ends. */
  void writeTo(ByteStream stream) throws IOException, InterruptedException {
    boolean isLast;
    do {
      // Looked at first: what is written before the end is still brought.
      isLast = !isOpen() || isOutputShutdown();
      ByteBuffer output = waitForOutput(LOOK_SECONDS, TimeUnit.SECONDS);
      if (output != null && output.hasRemaining()) {
        byte[] bytes = new byte[output.remaining()];
        output.get(bytes);
        stream.write(Bytes.wrap(bytes));
      }
    } while (!isLast);
  }
}
