package org.sessionvm.plugin.service;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.spi.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a call with what came of it. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private Replies() {}

  /** What a call does. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws InvalidBlockException;
  }

  static <T> void reply(StreamObserver<T> observer, Work<T> work) {
    T answer;
    try {
      answer = work.run();
    } catch (Exception e) {
      observer.onError(status(e));
      return;
    } catch (Error e) {
      // The node waits for an answer, however bad the state of this process is.
      observer.onError(unexpected(e));
      if (e instanceof OutOfMemoryError) {
        throw e;
      }
      return;
    }
    observer.onNext(answer);
    observer.onCompleted();
  }

  private static StatusRuntimeException status(Exception failure) {
    return switch (failure) {
      case StatusRuntimeException said -> said;
      case InvalidBlockException invalid ->
          Status.FAILED_PRECONDITION
              .withDescription(String.valueOf(invalid.getMessage()))
              .asRuntimeException();
      case DecodeException garbled ->
          Status.INVALID_ARGUMENT
              .withDescription("no block: " + garbled.getMessage())
              .asRuntimeException();
      case StoreException store ->
          Status.INTERNAL.withDescription("the store: " + store.getMessage()).asRuntimeException();
      default -> unexpected(failure);
    };
  }

  private static StatusRuntimeException unexpected(Throwable failure) {
    LOG.error("a call of the node failed", failure);
    return Status.INTERNAL.withDescription("internal error").asRuntimeException();
  }

  static StatusRuntimeException refused(String reason) {
    return Status.FAILED_PRECONDITION.withDescription(reason).asRuntimeException();
  }
}
