package org.sessionvm.plugin.service;

import io.grpc.stub.StreamObserver;
import org.sessionvm.plugin.protocol.health.HealthCheckRequest;
import org.sessionvm.plugin.protocol.health.HealthCheckResponse;
import org.sessionvm.plugin.protocol.health.HealthGrpc;

/** Says that the server serves, to whoever looks at it as at any server of gRPC. */
public final class HealthService extends HealthGrpc.HealthImplBase {
  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
    observer.onNext(
        HealthCheckResponse.newBuilder()
            .setStatus(HealthCheckResponse.ServingStatus.SERVING)
            .build());
    observer.onCompleted();
  }
}
