package org.sessionvm.rpc.method.handle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
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
import org.sessionvm.vm.StateReader;

/** Tells which session two handles have. */
public final class QuerySessionMethod
    extends RpcMethod<QuerySessionMethod.Parameters, QuerySessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.QuerySession",
              "Tells an owner of one of two handles, in any order, which session they have.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("name of the one") HandleName handleA,
      @Field("name of the other") HandleName handleB) {}

  /** What it answers. */
  public record Result(
      @Field("CB58 id; null if they have none that has not ended") Optional<SessionId> sessionId) {}

  public QuerySessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      Optional<IncarnationId> one = state.handles().find(parameters.handleA());
      Optional<IncarnationId> other = state.handles().find(parameters.handleB());
      List<IncarnationId> known = Stream.of(one, other).flatMap(Optional::stream).toList();
      // Who talks with whom is nobody else's business.
      if (!known.isEmpty()
          && known.stream().noneMatch(id -> Incarnations.isOwned(state, id, caller))) {
        throw new RpcException(RpcError.unauthorized("not the owner of either handle"));
      }
      return new Result(
          Set.copyOf(known).size() < 2
              ? Optional.empty()
              : state.handles().session(known.getFirst(), known.getLast()));
    }
  }
}
