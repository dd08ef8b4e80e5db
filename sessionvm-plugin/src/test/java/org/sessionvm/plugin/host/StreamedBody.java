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
import java.util.concurrent.CountDownLatch;
import org.sessionvm.plugin.protocol.http.writer.HijackResponse;
import org.sessionvm.plugin.protocol.http.writer.WriteHeaderRequest;
import org.sessionvm.plugin.protocol.http.writer.WriteRequest;
import org.sessionvm.plugin.protocol.http.writer.WriteResponse;
import org.sessionvm.plugin.protocol.http.writer.WriterGrpc;
import org.sessionvm.plugin.protocol.io.ReadError;
import org.sessionvm.plugin.protocol.io.ReadErrorCode;
import org.sessionvm.plugin.protocol.io.ReadRequest;
import org.sessionvm.plugin.protocol.io.ReadResponse;
import org.sessionvm.plugin.protocol.io.ReaderGrpc;
import org.sessionvm.plugin.protocol.net.ConnGrpc;
import org.sessionvm.plugin.protocol.net.SetDeadlineRequest;

/**
 * What a node serves for one request that it streams: the body, where the answer goes, and the
 * connection itself for whoever takes it over.
 */
public final class StreamedBody implements AutoCloseable {
  public final List<WriteHeaderRequest> heads = new CopyOnWriteArrayList<>();
  public final List<WriteRequest> written = new CopyOnWriteArrayList<>();
  public final List<org.sessionvm.plugin.protocol.net.WriteRequest> takenOver =
      new CopyOnWriteArrayList<>();
  public final List<SetDeadlineRequest> deadlines = new CopyOnWriteArrayList<>();
  public final CountDownLatch closed = new CountDownLatch(1);
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
            .addService(connection())
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
      public void hijack(Empty request, StreamObserver<HijackResponse> observer) {
        observer.onNext(HijackResponse.newBuilder().setServerAddr(address()).build());
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

  private BindableService connection() {
    return new ConnGrpc.ConnImplBase() {
      @Override
      public void setDeadline(SetDeadlineRequest request, StreamObserver<Empty> observer) {
        deadlines.add(request);
        observer.onNext(Empty.getDefaultInstance());
        observer.onCompleted();
      }

      @Override
      public void write(
          org.sessionvm.plugin.protocol.net.WriteRequest request,
          StreamObserver<org.sessionvm.plugin.protocol.net.WriteResponse> observer) {
        takenOver.add(request);
        observer.onNext(
            org.sessionvm.plugin.protocol.net.WriteResponse.newBuilder()
                .setLength(request.getPayload().size())
                .build());
        observer.onCompleted();
      }

      @Override
      public void close(Empty request, StreamObserver<Empty> observer) {
        closed.countDown();
        observer.onNext(Empty.getDefaultInstance());
        observer.onCompleted();
      }
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
