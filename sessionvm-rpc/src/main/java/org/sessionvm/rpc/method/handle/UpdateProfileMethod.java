package org.sessionvm.rpc.method.handle;

import java.util.Map;
import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
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
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.UpdateProfile;

/** The owner tells what is to be known of a handle. */
public final class UpdateProfileMethod
    extends RpcMethod<UpdateProfileMethod.Parameters, UpdateProfileMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.UpdateProfile",
              "Replaces a handle's profile and environment.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("sessionvm.ProfileUpdate")
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.NOT_FOUND,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("its name; not needed with an incarnation") Optional<HandleName> handle,
      @Field("which registration was signed; that of now if absent")
          Optional<IncarnationId> incarnation,
      @Field("whose it is, CB58 or 07 hex") ParticipantId owner,
      @Field("the owner's clock in milliseconds, as it was signed") UnsignedLong timestamp,
      @Field("name, img, banner, bio, pubkey and others, open to all") Map<String, String> profile,
      @Field("for the owner alone; none if absent") Optional<Map<String, String>> env,
      @Field(value = "the owner's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public UpdateProfileMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    IncarnationId handle =
        Incarnations.of(services, "handle", parameters.handle(), parameters.incarnation());
    UpdateProfile update =
        new UpdateProfile(
            handle,
            parameters.owner(),
            parameters.timestamp().bits(),
            map(parameters.profile()),
            map(parameters.env().orElse(Map.of())));
    Outcome outcome =
        services
            .writes()
            .submit(update, parameters.signature().orElse(Bytes.EMPTY), parameters.owner());
    return new Result(outcome instanceof Outcome.ProfileUpdated);
  }

  /** The chain allows fewer, but could not even hold so many. */
  private static Metadata map(Map<String, String> map) {
    if (map.size() > Metadata.ENTRIES_CEILING) {
      throw new RpcException(RpcError.limitExceeded("profileFieldsMax", UpdateProfile.FIELDS_MAX));
    }
    return Metadata.of(map);
  }
}
