package org.sessionvm.rpc.method.session;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.ParticipantId;
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
import org.sessionvm.vm.SessionPage;
import org.sessionvm.vm.StateReader;

/** Lists the sessions of the caller. */
public final class ListSessionsMethod
    extends PagedMethod<ListSessionsMethod.Parameters, ListSessionsMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.ListSessions",
              "Lists the sessions of a participant, newest first.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.UNAUTHORIZED);

  /** A time and a session's id. */
  private static final int CURSOR_BYTES = Long.BYTES + Identifier.BYTES;

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("whose, CB58 or 07 hex; the token's own") ParticipantId participant,
      @Field("most sessions of the page; 100 if absent, 1000 at the most") Optional<Long> limit,
      @Field("nextCursor of the page before, in hex") Optional<Bytes> cursor) {}

  /** What it answers. */
  public record Result(
      @Field("newest first, without their keys") List<SessionObject> sessions,
      @Field("where the next page begins; null at the end") Optional<Bytes> nextCursor) {}

  public ListSessionsMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Optional<Result> handleSmall(Parameters parameters, Caller caller) {
    return list(parameters, caller, Pages.SMALL_SESSIONS_BYTES, true);
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    return list(parameters, caller, StateReader.SESSION_BYTES_PER_PAGE_MAX, false).orElseThrow();
  }

  /** Where it must be small and is not, nothing. */
  private Optional<Result> list(
      Parameters parameters, Caller caller, int bytesMax, boolean mustBeSmall) {
    int limit = Pages.limit(parameters.limit(), StateReader.SESSIONS_PER_PAGE_MAX);
    parameters
        .cursor()
        .filter(cursor -> cursor.size() != CURSOR_BYTES)
        .ifPresent(_ -> refuseCursor());
    caller.requireSelf(parameters.participant());
    try (StateReader state = services.vm().read()) {
      SessionPage page =
          state.sessions(parameters.participant(), parameters.cursor(), limit, bytesMax);
      if (mustBeSmall && page.bytes() >= bytesMax) {
        return Optional.empty();
      }
      List<SessionObject> sessions =
          page.sessions().stream().map(view -> SessionObject.withoutKeys(state, view)).toList();
      return Optional.of(new Result(sessions, page.next()));
    }
  }

  private static void refuseCursor() {
    throw new RpcException(RpcError.invalidField("cursor", "is not a nextCursor of this node"));
  }
}
