package org.sessionvm.rpc.method.handle;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.PagedMethod;
import org.sessionvm.rpc.method.Pages;
import org.sessionvm.vm.Chat;
import org.sessionvm.vm.HandleReader;
import org.sessionvm.vm.StateReader;

/** Lists the chats of a handle. */
public final class GetChatListMethod
    extends PagedMethod<GetChatListMethod.Parameters, GetChatListMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetChatList",
              "Lists the chats of the caller's handle, latest message first.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("its name") HandleName handle,
      @Field("most chats of the page; 100 if absent, 1000 at the most") Optional<Long> limit,
      @Field("nextCursor of the page before, in hex") Optional<Bytes> cursor) {}

  /** What it answers. */
  public record Result(
      @Field("latest message first") List<ChatObject> chats,
      @Field("where the next page begins; null at the end") Optional<Bytes> nextCursor) {}

  public GetChatListMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Optional<Result> handleSmall(Parameters parameters, Caller caller) {
    return Pages.isSmall(parameters.limit(), Pages.SMALL_CHATS)
        ? Optional.of(handle(parameters, caller))
        : Optional.empty();
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    int limit = Pages.limit(parameters.limit(), HandleReader.PER_PAGE_MAX);
    Cursors.require(parameters.cursor(), Long.BYTES + Identifier.BYTES);
    try (StateReader state = services.vm().read()) {
      IncarnationId id = Incarnations.owned(state, parameters.handle(), caller);
      HandleReader.Page<Chat> page = state.handles().chats(id, parameters.cursor(), limit);
      return new Result(
          page.items().stream().map(chat -> ChatObject.of(state, chat)).toList(), page.next());
    }
  }
}
