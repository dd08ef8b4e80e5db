package org.sessionvm.rpc.method;

import java.util.Optional;

/** A method whose answer may be megabytes, of which few are made at once. */
public abstract class PagedMethod<P extends Record, R extends Record> extends RpcMethod<P, R> {
  protected PagedMethod(MethodDescription<P, R> description) {
    super(description);
  }

  /**
   * Answers where that takes little; else nothing, and {@link #handle} is called in a turn. How
   * large a page is shows only when it is begun.
   */
  public abstract Optional<R> handleSmall(P parameters, Caller caller);
}
