package org.sessionvm.rpc.method.message;

import java.util.Optional;
import org.sessionvm.primitives.TransactionId;
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
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.vm.Message;
import org.sessionvm.vm.StateReader;

/** Reads one message. */
public final class GetMessageMethod
    extends RpcMethod<GetMessageMethod.Parameters, GetMessageMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetMessage",
              "Reads one message, also one that waits for its block.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("CB58 id") TransactionId messageId) {}

  /** What it answers. */
  public record Result(
      @Field("as in GetMessages; without timestamp and sequence while pending")
          MessageObject message,
      @Field("pending or accepted") String status) {}

  public GetMessageMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    Optional<Message> pending = pending(parameters.messageId());
    try (StateReader state = services.vm().read()) {
      // Looked for in this order, one that is accepted meanwhile is found by the second look.
      Optional<Message> accepted = state.message(parameters.messageId());
      Message message = accepted.or(() -> pending).orElseThrow(GetMessageMethod::unknown);
      SessionView session = state.session(message.session()).orElseThrow(GetMessageMethod::unknown);
      caller.requireParticipant(session);
      return new Result(MessageObject.of(message), accepted.isPresent() ? "accepted" : "pending");
    }
  }

  private Optional<Message> pending(TransactionId id) {
    return services
        .vm()
        .pending(id)
        .flatMap(
            found ->
                found.transaction() instanceof SendMessage sent
                    ? Optional.of(Message.pending(id, sent, found.signed().signature()))
                    : Optional.empty());
  }

  private static RpcException unknown() {
    return new RpcException(RpcError.notFound("unknown message"));
  }
}
