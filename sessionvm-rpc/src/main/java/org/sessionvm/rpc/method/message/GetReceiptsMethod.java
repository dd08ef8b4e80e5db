package org.sessionvm.rpc.method.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/** Tells how far each participant of a session has come. */
public final class GetReceiptsMethod
    extends RpcMethod<GetReceiptsMethod.Parameters, GetReceiptsMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetReceipts",
              "Tells which messages have reached each participant and which it has read.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("CB58 id") SessionId sessionId) {}

  /** What it answers. */
  public record Result(
      @Field("of each participant, in the session's order") List<ReceiptObject> receipts) {}

  public GetReceiptsMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      SessionView session =
          state
              .session(parameters.sessionId())
              .orElseThrow(
                  () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text())));
      caller.requireParticipant(session);
      List<ReceiptObject> receipts = new ArrayList<>();
      for (ParticipantId participant : session.session().participants()) {
        boolean own = caller.participant().equals(Optional.of(participant));
        receipts.add(
            ReceiptObject.of(
                participant, state.receipt(session, session.indexOf(participant)), own));
      }
      return new Result(receipts);
    }
  }
}
