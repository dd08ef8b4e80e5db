package org.sessionvm.launcher.plugin;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.sessionvm.plugin.protocol.database.DatabaseGrpc;
import org.sessionvm.plugin.protocol.database.Error;
import org.sessionvm.plugin.protocol.database.GetRequest;
import org.sessionvm.plugin.protocol.database.GetResponse;
import org.sessionvm.plugin.protocol.database.PutRequest;
import org.sessionvm.plugin.protocol.database.PutResponse;
import org.sessionvm.plugin.protocol.runtime.InitializeRequest;
import org.sessionvm.plugin.protocol.runtime.RuntimeGrpc;
import org.sessionvm.plugin.protocol.sender.AppSenderGrpc;
import org.sessionvm.plugin.protocol.sender.SendAppGossipMsg;

/** As much of a chain node as a plugin needs to run: without a network, a consensus and a disk. */
public final class RehearsalNode implements AutoCloseable {
  private final Server server;
  private final Engine engine;

  private RehearsalNode(Server server, Engine engine) {
    this.server = server;
    this.engine = engine;
  }

  /**
   * Waits for a plugin.
   *
   * @param protocol the only number that it takes
   */
  public static RehearsalNode start(int protocol) throws IOException {
    Engine engine = new Engine(protocol);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
            .addService(engine)
            .addService(new Memory())
            .addService(new NoPeers())
            .build()
            .start();
    return new RehearsalNode(server, engine);
  }

  /** Where its services are, the handshake's among them. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** Where the plugin serves; completed by its handshake. */
  public CompletableFuture<String> plugin() {
    return engine.plugin;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Engine extends RuntimeGrpc.RuntimeImplBase {
    private final int protocol;
    private final CompletableFuture<String> plugin = new CompletableFuture<>();

    Engine(int protocol) {
      this.protocol = protocol;
    }

    @Override
    public void initialize(InitializeRequest request, StreamObserver<Empty> observer) {
      if (request.getProtocolVersion() != protocol) {
        observer.onError(
            Status.UNKNOWN
                .withDescription(
                    "this node speaks protocol %d, the plugin %d"
                        .formatted(protocol, request.getProtocolVersion()))
                .asRuntimeException());
        return;
      }
      observer.onNext(Empty.getDefaultInstance());
      observer.onCompleted();
      plugin.complete(request.getAddr());
    }
  }

  private static final class Memory extends DatabaseGrpc.DatabaseImplBase {
    private final Map<ByteString, ByteString> rows = new ConcurrentHashMap<>();

    @Override
    public void get(GetRequest request, StreamObserver<GetResponse> observer) {
      ByteString found = rows.get(request.getKey());
      observer.onNext(
          found == null
              ? GetResponse.newBuilder().setErr(Error.ERROR_NOT_FOUND).build()
              : GetResponse.newBuilder().setValue(found).build());
      observer.onCompleted();
    }

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> observer) {
      rows.put(request.getKey(), request.getValue());
      observer.onNext(PutResponse.getDefaultInstance());
      observer.onCompleted();
    }
  }

  private static final class NoPeers extends AppSenderGrpc.AppSenderImplBase {
    @Override
    public void sendAppGossip(SendAppGossipMsg request, StreamObserver<Empty> observer) {
      observer.onNext(Empty.getDefaultInstance());
      observer.onCompleted();
    }
  }
}
