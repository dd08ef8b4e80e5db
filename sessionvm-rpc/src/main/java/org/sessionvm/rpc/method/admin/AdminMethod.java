package org.sessionvm.rpc.method.admin;

import org.sessionvm.rpc.admin.OperationException;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.RpcMethod;

/**
 * A method of operators: what it does not do it says in full.
 *
 * @param <P> its parameters
 * @param <R> its result
 */
public abstract class AdminMethod<P extends Record, R extends Record> extends RpcMethod<P, R> {
  protected AdminMethod(String name, String summary, Class<P> parameters, Class<R> result) {
    this(name, summary, Access.OPERATOR, parameters, result);
  }

  protected AdminMethod(
      String name, String summary, Access access, Class<P> parameters, Class<R> result) {
    super(
        MethodDescription.of("admin." + name, summary, access, parameters, result)
            .errors(
                ErrorCode.INVALID_PARAMS,
                ErrorCode.UNAUTHORIZED,
                ErrorCode.LIMIT_EXCEEDED,
                ErrorCode.OPERATION_FAILED));
  }

  /** Does it, or throws {@link OperationException}. */
  protected abstract R operate(P asked);

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
