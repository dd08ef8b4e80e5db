package org.sessionvm.rpc.method.message;

import java.util.List;
import java.util.Optional;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.PagedMethod;
import org.sessionvm.rpc.method.Pages;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.MessagePage;
import org.sessionvm.vm.StateReader;

/** Reads a session page by page. */
public final class GetMessagesMethod
    extends PagedMethod<GetMessagesMethod.Parameters, GetMessagesMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetMessages",
              "Reads messages of a session in order.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private static final int MESSAGES_MAX = 1_000;

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") SessionId sessionId,
      @Field("first sequence to look at; 0 if absent") Optional<Long> fromSequence,
      @Field("most messages of the page; 100 if absent, 1000 at the most") Optional<Long> limit) {}

  /** What it answers. */
  public record Result(
      @Field("in order; deleted ones are skipped") List<MessageObject> messages,
      @Field("one past the last that was looked at") long nextSequence) {}

  public GetMessagesMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Optional<Result> handleSmall(Parameters parameters, Caller caller) {
    MessagePage page = read(parameters, caller, Pages.SMALL_MESSAGES_BYTES);
    // One message costs what GetMessage does.
    boolean small =
        page.bytes() < Pages.SMALL_MESSAGES_BYTES || parameters.limit().equals(Optional.of(1L));
    return small ? Optional.of(result(page)) : Optional.empty();
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    return result(read(parameters, caller, Integer.MAX_VALUE));
  }

  private MessagePage read(Parameters parameters, Caller caller, int bytesMax) {
    int limit = Pages.limit(parameters.limit(), MESSAGES_MAX);
    try (StateReader state = services.vm().read()) {
      SessionView session =
          state
              .session(parameters.sessionId())
              .orElseThrow(
                  () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text())));
      caller.requireParticipant(session);
      return state.messages(session, parameters.fromSequence().orElse(0L), limit, bytesMax);
    }
  }

  private static Result result(MessagePage page) {
    return new Result(
        page.messages().stream().map(MessageObject::of).toList(), page.nextSequence());
  }
}
