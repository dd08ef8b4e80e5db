package org.sessionvm.plugin.host;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sessionvm.plugin.protocol.http.writer.WriteHeaderRequest;
import org.sessionvm.plugin.protocol.http.writer.WriteRequest;
import org.sessionvm.plugin.protocol.http.writer.WriteResponse;
import org.sessionvm.plugin.protocol.http.writer.WriterGrpc;
import org.sessionvm.plugin.protocol.io.ReadError;
import org.sessionvm.plugin.protocol.io.ReadErrorCode;
import org.sessionvm.plugin.protocol.io.ReadRequest;
import org.sessionvm.plugin.protocol.io.ReadResponse;
import org.sessionvm.plugin.protocol.io.ReaderGrpc;

/** What a node serves for one request that it streams: the body, and where the answer goes. */
public final class StreamedBody implements AutoCloseable {
  public final List<WriteHeaderRequest> heads = new CopyOnWriteArrayList<>();
  public final List<WriteRequest> written = new CopyOnWriteArrayList<>();
  private final long size;
  private final ReadErrorCode end;
  private final Server server;
  private long given;

  /** A body of so many zeros, which ends so. */
  public StreamedBody(long size, ReadErrorCode end) throws IOException {
    this.size = size;
    this.end = end;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
            .addService(reader())
            .addService(writer())
            .build()
            .start();
  }

  /** Where it is. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  private synchronized ReadResponse next(int most) {
    int piece = (int) Math.min(most, size - given);
    given += piece;
    ReadResponse.Builder answer =
        ReadResponse.newBuilder().setRead(ByteString.copyFrom(new byte[piece]));
    if (given == size) {
      answer.setError(ReadError.newBuilder().setErrorCode(end));
    }
    return answer.build();
  }

  /** How much of it was fetched. */
  public synchronized long given() {
    return given;
  }

  private BindableService reader() {
    return new ReaderGrpc.ReaderImplBase() {
      @Override
      public void read(ReadRequest request, StreamObserver<ReadResponse> observer) {
        observer.onNext(next(request.getLength()));
        observer.onCompleted();
      }
    };
  }

  private BindableService writer() {
    return new WriterGrpc.WriterImplBase() {
      @Override
      public void writeHeader(WriteHeaderRequest request, StreamObserver<Empty> observer) {
        heads.add(request);
        observer.onNext(Empty.getDefaultInstance());
        observer.onCompleted();
      }

      @Override
      public void write(WriteRequest request, StreamObserver<WriteResponse> observer) {
        written.add(request);
        observer.onNext(WriteResponse.newBuilder().setWritten(request.getPayload().size()).build());
        observer.onCompleted();
      }
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
