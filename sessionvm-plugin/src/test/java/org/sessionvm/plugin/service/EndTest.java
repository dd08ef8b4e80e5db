package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.TestApplication;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.vm.InitializeRequest;
import org.sessionvm.plugin.protocol.vm.InitializeResponse;
import org.sessionvm.testkit.vm.MutableTime;

/**
 * When a plugin may be ended. A node sends its signal right after the answer, and a plugin that
 * does not heed it is killed five seconds later.
 */
class EndTest {
  private final AtomicBoolean mayEnd = new AtomicBoolean();

  @AutoClose
  private final VmService service =
      new VmService(new TestApplication(new MutableTime()), () -> mayEnd.set(true));

  /** Whether a signal would have ended the process when the answer came. */
  private final class Answer<T> implements StreamObserver<T> {
    private final CompletableFuture<Boolean> couldEnd = new CompletableFuture<>();

    @Override
    public void onNext(T answer) {
      couldEnd.complete(mayEnd.get());
    }

    @Override
    public void onError(Throwable refusal) {
      couldEnd.complete(mayEnd.get());
    }

    @Override
    public void onCompleted() {
      couldEnd.complete(mayEnd.get());
    }

    boolean couldEnd() throws Exception {
      return couldEnd.get(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void mayBeEndedOnceItSaysThatItIsShutDown() throws Exception {
    Answer<Empty> answer = new Answer<>();
    service.shutdown(Empty.getDefaultInstance(), answer);

    assertThat(answer.couldEnd()).isTrue();
  }

  @Test
  void mayBeEndedOnceItSaysThatItCouldNotOpenTheChain() throws Exception {
    Answer<InitializeResponse> answer = new Answer<>();
    service.initialize(InitializeRequest.getDefaultInstance(), answer);

    assertThat(answer.couldEnd()).isTrue();
  }
}
