package org.sessionvm.rpc.method.admin;

import java.util.List;
import org.sessionvm.rpc.admin.OperationException;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.RpcMethod;

/**
 * A method of operators: what it does not do it says in full.
 *
 * @param <P> its parameters
 * @param <R> its result
 */
public abstract class AdminMethod<P extends Record, R extends Record> extends RpcMethod<P, R> {
  private final String name;
  private final String summary;
  private final Class<P> parameters;
  private final Class<R> result;

  protected AdminMethod(String name, String summary, Class<P> parameters, Class<R> result) {
    this.name = "admin." + name;
    this.summary = summary;
    this.parameters = parameters;
    this.result = result;
  }

  /** Does it, or throws {@link OperationException}. */
  protected abstract R operate(P asked);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<String> aliases() {
    return List.of();
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final Class<P> parameters() {
    return parameters;
  }

  @Override
  public final Class<R> result() {
    return result;
  }

  @Override
  public final Access access() {
    return Access.OPERATOR;
  }

  @Override
  public final List<ErrorCode> errors() {
    return List.of(
        ErrorCode.INVALID_PARAMS,
        ErrorCode.UNAUTHORIZED,
        ErrorCode.LIMIT_EXCEEDED,
        ErrorCode.OPERATION_FAILED);
  }

  @Override
  public final R handle(P asked, Caller caller) {
    try {
      return operate(asked);
    } catch (OperationException e) {
      String reason = String.valueOf(e.getMessage());
      throw new RpcException(
          e.field()
              .map(field -> RpcError.invalidField(field, reason))
              .orElseGet(() -> RpcError.operationFailed(reason)));
    }
  }
}
