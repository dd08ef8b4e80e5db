package org.sessionvm.rpc.envelope;

import java.util.function.Supplier;
import org.sessionvm.rpc.CallContext;

/** Carries a caller's context past jsonrpc4j, which has no place for it, to the method. */
public final class CallScope {
  private static final ScopedValue<CallContext> CONTEXT = ScopedValue.newInstance();

  private CallScope() {}

  /** Runs {@code body} in a context. */
  static <T> T with(CallContext context, Supplier<T> body) {
    return ScopedValue.where(CONTEXT, context).<T, RuntimeException>call(body::get);
  }

  /** The context of the call that runs on this thread. */
  public static CallContext current() {
    return CONTEXT.get();
  }
}
