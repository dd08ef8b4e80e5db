package org.sessionvm.rpc.method;

/**
 * A method: everything about it in one class. To add one, write the class and add it to the list of
 * its namespace.
 *
 * @param <P> its parameters; each component a member, read by {@link ParameterReader}
 * @param <R> its result; each component a member
 */
public abstract class RpcMethod<P extends Record, R extends Record> {
  private final MethodDescription<P, R> description;

  protected RpcMethod(MethodDescription<P, R> description) {
    this.description = description;
  }

  /** What is said of it. */
  public final MethodDescription<P, R> description() {
    return description;
  }

  /** The name that documents use. */
  public final String name() {
    return description.name();
  }

  /** Answers, or throws {@link org.sessionvm.rpc.envelope.RpcException}. Any thread. */
  public abstract R handle(P parameters, Caller caller);
}
