package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call is answered whatever happens: the node would wait for ever. */
class RepliesTest {
  private final List<Status> refusals = new ArrayList<>();

  private final StreamObserver<String> observer =
      new StreamObserver<>() {
        @Override
        public void onNext(String answer) {
          throw new AssertionError("there is no answer");
        }

        @Override
        public void onError(Throwable refusal) {
          refusals.add(Status.fromThrowable(refusal));
        }

        @Override
        public void onCompleted() {
          throw new AssertionError("there is no answer");
        }
      };

  private void assertInternalError() {
    assertThat(refusals)
        .singleElement()
        .extracting(Status::getCode)
        .isEqualTo(Status.Code.INTERNAL);
    // What went wrong is for the log.
    assertThat(refusals.getFirst().getDescription()).isEqualTo("internal error");
  }

  @Test
  void saysThatItFailedAfterAnException() {
    Replies.reply(
        observer,
        () -> {
          throw new IllegalStateException("a bug");
        });
    assertInternalError();
  }

  @Test
  void saysThatItFailedAfterAnError() {
    Replies.reply(
        observer,
        () -> {
          throw new StackOverflowError("deep");
        });
    assertInternalError();
  }

  /** What the process is to do then has been said to the JVM. */
  @Test
  void leavesTheEndOfMemoryToTheProcessOnceItHasAnswered() {
    OutOfMemoryError end = new OutOfMemoryError("as in a test");
    assertThatThrownBy(
            () ->
                Replies.reply(
                    observer,
                    () -> {
                      throw end;
                    }))
        .isSameAs(end);
    assertInternalError();
  }
}
