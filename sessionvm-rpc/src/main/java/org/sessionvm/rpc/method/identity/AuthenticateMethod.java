package org.sessionvm.rpc.method.identity;

import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.access.AccessTokens;
import org.sessionvm.rpc.access.Authenticator;
import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.live.Proof;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.UnsignedLong;

/** Gives a token for reading; a connection that stays open is that participant's from then on. */
public final class AuthenticateMethod
    extends RpcMethod<AuthenticateMethod.Parameters, AuthenticateMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.Authenticate",
              "Gives a bearer token to who proves to be a participant.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.UNAUTHORIZED, ErrorCode.LIMIT_EXCEEDED);

  private final Authenticator authenticator;

  /** What it takes. */
  public record Parameters(
      @Field("who, CB58 or 07 hex") ParticipantId participant,
      @Field("milliseconds since 1970, within 60 seconds of the node's clock")
          UnsignedLong timestamp,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(
      @Field("for the header Authorization: Bearer") String token,
      @Field("unix seconds") long expires) {}

  public AuthenticateMethod(Authenticator authenticator) {
    super(DESCRIPTION);
    this.authenticator = authenticator;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    AccessTokens.Issued issued =
        authenticator.authenticate(
            parameters.participant(),
            parameters.timestamp().bits(),
            parameters.signature().orElse(Bytes.EMPTY));
    CallScope.current()
        .live()
        .ifPresent(call -> call.proved(new Proof(parameters.participant(), issued.endsMillis())));
    return new Result(issued.text(), issued.expiresSeconds());
  }
}
