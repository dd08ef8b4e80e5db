package org.sessionvm.rpc.envelope;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.sessionvm.rpc.CallContext;

/** Carries a caller's context past jsonrpc4j, which has no place for it, to the method. */
public final class CallScope {
  private static final ScopedValue<CallScope> SCOPE = ScopedValue.newInstance();

  private final CallContext context;
  private int refusals;
  private final Deque<Runnable> held = new ArrayDeque<>();

  private CallScope(CallContext context) {
    this.context = context;
  }

  /** Runs {@code body} in a context. */
  static <T> T with(CallContext context, Supplier<T> body) {
    CallScope scope = new CallScope(context);
    try {
      return ScopedValue.where(SCOPE, scope).<T, RuntimeException>call(body::get);
    } finally {
      scope.release();
    }
  }

  /** The context of the call that runs on this thread. */
  public static CallContext current() {
    return SCOPE.get().context;
  }

  /** Lets {@code release} run when the answer of the call that runs on this thread is written. */
  public static void holdUntilAnswered(Runnable release) {
    SCOPE.get().held.push(release);
  }

  /** A call of this body was refused through the caller's own fault. */
  static void refused() {
    SCOPE.get().refusals++;
  }

  /** How many calls of this body were. */
  static int refusals() {
    return SCOPE.get().refusals;
  }

  /** The answer of a call is written; what was held for it is free. */
  static void answered() {
    if (SCOPE.isBound()) {
      SCOPE.get().release();
    }
  }

  private void release() {
    while (!held.isEmpty()) {
      held.pop().run();
    }
  }
}
