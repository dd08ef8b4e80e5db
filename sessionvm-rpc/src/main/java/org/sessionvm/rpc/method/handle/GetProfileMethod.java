package org.sessionvm.rpc.method.handle;

import java.util.Map;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.Profile;
import org.sessionvm.vm.StateReader;

/** Shows what the owner tells of a handle. */
public final class GetProfileMethod
    extends RpcMethod<GetProfileMethod.Parameters, GetProfileMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetProfile",
              "Shows the profile of a handle, open to all.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("its name") HandleName handle) {}

  /** What it answers. */
  public record Result(
      @Field("its name") HandleName handle,
      @Field("CB58 id of this registration") IncarnationId incarnation,
      @Field("CB58 id") ParticipantId owner,
      @Field("as the owner told; empty if it did not") Map<String, String> profile) {}

  public GetProfileMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      IncarnationId id = Incarnations.of(state, parameters.handle());
      ParticipantId owner = state.handles().live(id).orElseThrow().owner();
      Metadata fields = state.handles().profile(id).map(Profile::fields).orElse(Metadata.NONE);
      return new Result(parameters.handle(), id, owner, Incarnations.map(fields));
    }
  }
}
