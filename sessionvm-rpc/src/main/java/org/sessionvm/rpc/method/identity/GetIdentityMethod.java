package org.sessionvm.rpc.method.identity;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
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

/** Shows the keys of an identity. */
public final class GetIdentityMethod
    extends RpcMethod<GetIdentityMethod.Parameters, GetIdentityMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetIdentity",
              "Shows the public keys of an identity that the chain knows.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("CB58 or 07 hex") ParticipantId id) {}

  /** What it answers. */
  public record Result(
      @Field("CB58 id") ParticipantId id,
      @Field("ML-KEM-768, in hex") Bytes kemPublicKey,
      @Field("ML-DSA-65, in hex") Bytes dsaPublicKey) {}

  public GetIdentityMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      return state
          .identity(parameters.id())
          .map(keys -> new Result(parameters.id(), keys.kem().bytes(), keys.dsa().bytes()))
          .orElseThrow(() -> new RpcException(RpcError.notFound("unknown identity")));
    }
  }
}
