package org.sessionvm.plugin.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sessionvm.plugin.node.NodeChannel;
import org.sessionvm.plugin.protocol.http.writer.WriterGrpc;
import org.sessionvm.plugin.protocol.io.ReadErrorCode;
import org.sessionvm.plugin.protocol.io.ReadRequest;
import org.sessionvm.plugin.protocol.io.ReadResponse;
import org.sessionvm.plugin.protocol.io.ReaderGrpc;
import org.sessionvm.plugin.protocol.net.ConnGrpc;
import org.sessionvm.plugin.protocol.net.SetDeadlineRequest;
import org.sessionvm.plugin.protocol.net.WriteRequest;
import org.sessionvm.plugin.protocol.net.WriteResponse;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ByteStream;

/** A connection that the plugin has taken over from the node's HTTP server. */
final class TakenConnection implements ByteStream {
  /**
   * No time at all, as Go's {@code time.Time} marshals it: version 1, second and nanosecond 0 since
   * the year 1, UTC. It lifts the limits of time that the HTTP server had set.
   */
  private static final ByteString NEVER =
      ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1});

  private final NodeChannel channel;
  private final ReaderGrpc.ReaderBlockingStub reader;
  private final ConnGrpc.ConnBlockingStub connection;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TakenConnection(NodeChannel channel) {
    this.channel = channel;
    this.reader = ReaderGrpc.newBlockingStub(channel.channel());
    this.connection = ConnGrpc.newBlockingStub(channel.channel());
  }

  /**
   * Takes a request's connection over.
   *
   * @param request to the services of that request
   */
  static TakenConnection of(NodeChannel request) {
    String address =
        WriterGrpc.newBlockingStub(request.channel())
            .hijack(Empty.getDefaultInstance())
            .getServerAddr();
    TakenConnection taken = new TakenConnection(NodeChannel.to(address));
    try {
      Empty _ =
          taken.connection.setDeadline(SetDeadlineRequest.newBuilder().setTime(NEVER).build());
      return taken;
    } catch (StatusRuntimeException e) {
      taken.close();
      throw e;
    }
  }

  @Override
  public Bytes read(int most) throws IOException {
    try {
      ReadResponse read = reader.read(ReadRequest.newBuilder().setLength(most).build());
      boolean broken =
          read.hasError() && read.getError().getErrorCode() != ReadErrorCode.READ_ERROR_CODE_END;
      if (broken && read.getRead().isEmpty()) {
        throw new IOException("the connection is broken");
      }
      return Bytes.wrap(read.getRead().toByteArray());
    } catch (StatusRuntimeException e) {
      throw new IOException("the node is gone", e);
    }
  }

  @Override
  public void write(Bytes bytes) throws IOException {
    try {
      WriteResponse written =
          connection.write(
              WriteRequest.newBuilder()
                  .setPayload(ByteString.copyFrom(bytes.toByteArray()))
                  .build());
      if (written.getLength() != bytes.size()) {
        throw new IOException("the connection is broken");
      }
    } catch (StatusRuntimeException e) {
      throw new IOException("the connection is gone", e);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      Empty _ = connection.close(Empty.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      // The node ends the service with the connection, before or after it has said so.
    }
    channel.close();
  }
}
