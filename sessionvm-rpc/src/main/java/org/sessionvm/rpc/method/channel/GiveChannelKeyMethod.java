package org.sessionvm.rpc.method.channel;

import java.util.List;
import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.transaction.GiveChannelKey;

/** An admin gives members a key. */
public final class GiveChannelKeyMethod
    extends RpcMethod<GiveChannelKeyMethod.Parameters, GiveChannelKeyMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GiveChannelKey",
              "Gives members a key, in parts: begins the next generation, goes on with it, or gives an older one.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.NOT_FOUND,
              ErrorCode.SESSION_ENDED,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") ChannelId channelId,
      @Field("an admin or the owner, CB58 or 07 hex") ParticipantId author,
      @Field("number of the key, from 1") Long generation,
      @Field("1 to 200, in the order of the members' ids") List<ChannelKeyObject> entries,
      @Field(
              "0 to 4096 bytes in hex that show members that the key is the author's; none if absent, and none but where a generation is begun")
          Optional<Bytes> proof,
      @Field(value = "the author's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(
      @Field("number of the key") long generation,
      @Field("members who lack it still; it may be sent under when this is 0") int missing) {}

  public GiveChannelKeyMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    GiveChannelKey give =
        new GiveChannelKey(
            parameters.channelId(),
            parameters.author(),
            parameters.generation(),
            parameters.entries().stream().map(ChannelKeyObject::toEntry).toList(),
            parameters.proof().orElse(Bytes.EMPTY));
    Outcome outcome =
        services
            .writes()
            .submit(give, parameters.signature().orElse(Bytes.EMPTY), parameters.author());
    Outcome.ChannelKeyGiven given = (Outcome.ChannelKeyGiven) outcome;
    return new Result(given.generation(), given.missing());
  }
}
