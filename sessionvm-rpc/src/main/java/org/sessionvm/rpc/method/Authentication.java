package org.sessionvm.rpc.method;

import java.util.Optional;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.access.Authenticator;
import org.sessionvm.rpc.access.Operators;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.slf4j.event.Level;

/**
 * Settles who calls. Throws {@link RpcException} where there is no token that is good.
 *
 * @param participants by the tokens of {@code Authenticate}; none where the chain asks for no
 *     proof, so that anyone reads everything
 * @param operators by their own tokens; where there are none nobody is one
 */
public record Authentication(Optional<Authenticator> participants, Optional<Operators> operators) {
  /** The caller as a participant. */
  Caller participant(CallContext context) {
    return new Caller(participants.map(known -> known.participant(context)));
  }

  /** Lets only operators on. */
  void requireOperator(CallContext context, MethodDescription<?, ?> method) {
    Operators known =
        operators.orElseThrow(
            () -> new RpcException(RpcError.unauthorized("this node has no operators")));
    boolean news = method.access() != Access.OPERATOR_READ;
    var _ = known.admit(context, method.name(), news ? Level.INFO : Level.DEBUG);
  }
}
