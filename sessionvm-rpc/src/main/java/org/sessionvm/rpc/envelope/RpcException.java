package org.sessionvm.rpc.envelope;

import java.io.Serial;

/** Ends a call with an error that its caller may see. */
public final class RpcException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient RpcError error;

  public RpcException(RpcError error) {
    // An expected answer: nobody reads a trace of it.
    super(error.message(), null, false, false);
    this.error = error;
  }

  /** What the caller is told. */
  public RpcError error() {
    return error;
  }
}
