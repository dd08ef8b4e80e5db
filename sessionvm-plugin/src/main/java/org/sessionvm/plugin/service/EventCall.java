package org.sessionvm.plugin.service;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sessionvm.plugin.event.BlockEvents;
import org.sessionvm.plugin.protocol.vm.Message;
import org.sessionvm.plugin.protocol.vm.WaitForEventResponse;

/** A call of WaitForEvent, which may last for hours and holds no thread. */
final class EventCall implements BlockEvents.Waiter {
  private final ServerCallStreamObserver<WaitForEventResponse> observer;
  private final AtomicBoolean ended = new AtomicBoolean();

  EventCall(StreamObserver<WaitForEventResponse> observer) {
    this.observer = (ServerCallStreamObserver<WaitForEventResponse>) observer;
  }

  void start(VmLifecycle lifecycle) {
    Optional<OpenChain> chain = lifecycle.found();
    if (chain.isEmpty()) {
      observer.onError(Replies.refused("there is no chain: Initialize comes first"));
      return;
    }
    observer.setOnCancelHandler(
        () -> {
          ended.set(true);
          chain.get().events().cancel(this);
        });
    if (!chain.get().events().await(this)) {
      end(() -> observer.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException()));
    }
  }

  @Override
  public void ended() {
    end(() -> observer.onError(Replies.refused("the chain is shut down")));
  }

  @Override
  public void ready() {
    end(
        () -> {
          observer.onNext(
              WaitForEventResponse.newBuilder().setMessage(Message.MESSAGE_BUILD_BLOCK).build());
          observer.onCompleted();
        });
  }

  private void end(Runnable answer) {
    if (ended.compareAndSet(false, true) && !observer.isCancelled()) {
      answer.run();
    }
  }
}
