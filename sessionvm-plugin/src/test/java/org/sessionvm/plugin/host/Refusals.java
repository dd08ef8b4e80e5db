package org.sessionvm.plugin.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a plugin says to what it does not do. */
public final class Refusals {
  private Refusals() {}

  /** That the call ends with this code; its text is left to be looked at. */
  public static AbstractThrowableAssert<?, ?> refused(Status.Code code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              if (e.getStatus().getCode() != code) {
                throw new AssertionError("not " + code + " but " + e.getStatus(), e);
              }
            });
  }

  /** That the call is refused for a reason that the plugin gives. */
  public static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call) {
    return refused(Status.Code.FAILED_PRECONDITION, call);
  }
}
