package org.sessionvm.rpc.method.handle;

import java.util.Map;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
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

/** Shows what the owner of a handle keeps for itself. */
public final class GetEnvironmentMethod
    extends RpcMethod<GetEnvironmentMethod.Parameters, GetEnvironmentMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetEnvironment",
              "Shows the environment variables of the caller's handle.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("its name") HandleName handle) {}

  /** What it answers. */
  public record Result(@Field("as the owner set it") Map<String, String> env) {}

  public GetEnvironmentMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      IncarnationId id = Incarnations.owned(state, parameters.handle(), caller);
      Metadata environment =
          state.handles().profile(id).map(Profile::environment).orElse(Metadata.NONE);
      return new Result(Incarnations.map(environment));
    }
  }
}
