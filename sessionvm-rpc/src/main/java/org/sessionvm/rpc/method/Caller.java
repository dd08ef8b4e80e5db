package org.sessionvm.rpc.method;

import java.util.Optional;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.state.SessionView;

/**
 * Who calls, after the method's {@link Access} has been settled.
 *
 * @param participant whose token it is; nothing where none is asked for
 */
public record Caller(Optional<ParticipantId> participant) {
  /** Nobody who proved to be a participant. */
  static final Caller ANYONE = new Caller(Optional.empty());

  /** Lets only participants of the session on, where proof is asked for. */
  public void requireParticipant(SessionView session) {
    if (participant.map(who -> session.indexOf(who) < 0).orElse(false)) {
      throw new RpcException(RpcError.unauthorized("not a participant"));
    }
  }

  /** Lets only this participant on, where proof is asked for. */
  public void requireSelf(ParticipantId who) {
    if (participant.map(caller -> !caller.equals(who)).orElse(false)) {
      throw new RpcException(RpcError.unauthorized("the token is another participant's"));
    }
  }
}
