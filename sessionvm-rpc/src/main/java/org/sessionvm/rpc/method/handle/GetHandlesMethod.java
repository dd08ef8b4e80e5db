package org.sessionvm.rpc.method.handle;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.Pages;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.state.OwnerHandle;
import org.sessionvm.vm.HandleReader;
import org.sessionvm.vm.StateReader;

/** Lists the handles of an owner. */
public final class GetHandlesMethod
    extends RpcMethod<GetHandlesMethod.Parameters, GetHandlesMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetHandles",
              "Lists the handles of an owner by name.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("whose, CB58 or 07 hex") ParticipantId owner,
      @Field("most handles of the page; 100 if absent, 1000 at the most") Optional<Long> limit,
      @Field("nextCursor of the page before, in hex") Optional<Bytes> cursor) {}

  /** What it answers. */
  public record Result(
      @Field("by name") List<HandleName> handles,
      @Field("where the next page begins; null at the end") Optional<Bytes> nextCursor) {}

  public GetHandlesMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    int limit = Pages.limit(parameters.limit(), HandleReader.PER_PAGE_MAX);
    Cursors.require(parameters.cursor(), HandleName.BYTES_MAX);
    try (StateReader state = services.vm().read()) {
      HandleReader.Page<OwnerHandle> page =
          state.handles().handles(parameters.owner(), parameters.cursor(), limit);
      return new Result(page.items().stream().map(OwnerHandle::name).toList(), page.next());
    }
  }
}
