package org.sessionvm.plugin.host;

import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.sessionvm.plugin.protocol.runtime.InitializeRequest;
import org.sessionvm.plugin.protocol.runtime.RuntimeGrpc;

/** Where a plugin says that it listens. As with the node, the first call decides. */
final class NodeRuntime extends RuntimeGrpc.RuntimeImplBase {
  private final int protocol;
  private volatile String plugin = "";

  NodeRuntime(int protocol) {
    this.protocol = protocol;
  }

  @Override
  public void initialize(InitializeRequest request, StreamObserver<Empty> observer) {
    if (request.getProtocolVersion() != protocol) {
      observer.onError(
          Status.UNKNOWN
              .withDescription(
                  "the node implements protocol version %d, the VM %d"
                      .formatted(protocol, request.getProtocolVersion()))
              .asRuntimeException());
      return;
    }
    plugin = request.getAddr();
    observer.onNext(Empty.getDefaultInstance());
    observer.onCompleted();
  }

  /** The address that was announced last; empty before. */
  String plugin() {
    return plugin;
  }
}
