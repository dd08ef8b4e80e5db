package org.sessionvm.rpc.method.channel;

import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
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
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.StateReader;

/** Shows a member its own entry of a key. */
public final class GetChannelKeyMethod
    extends RpcMethod<GetChannelKeyMethod.Parameters, GetChannelKeyMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetChannelKey",
              "Shows a member the key of a channel, as only that one can unwrap it.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") ChannelId channelId,
      @Field("the member, CB58 or 07 hex") ParticipantId participant,
      @Field("number of the key; the current one if absent") Optional<Long> generation) {}

  /** What it answers. */
  public record Result(
      @Field("number of the key, from 1") long generation,
      @Field("who wrapped it, CB58 id") ParticipantId giver,
      @Field("in hex") Bytes wrappedKey,
      @Field("who began the generation, CB58 id") ParticipantId author,
      @Field("what shows that the key is the author's, as that one gave it, in hex") Bytes proof) {}

  public GetChannelKeyMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  private static Result result(long generation, ChannelKey key, ChannelKeyOrigin origin) {
    return new Result(generation, key.giver(), key.wrappedKey(), origin.author(), origin.proof());
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    caller.requireSelf(parameters.participant());
    ChannelId id = parameters.channelId();
    try (StateReader state = services.vm().read()) {
      ChannelReader channels = state.channels();
      long current = ChannelWords.ofMembers(channels, id, caller).generations().current();
      long generation = parameters.generation().orElse(current);
      return channels
          .key(id, parameters.participant(), ChannelWords.generation(generation))
          .map(key -> result(generation, key, channels.origin(id, generation).orElseThrow()))
          .orElseThrow(() -> new RpcException(RpcError.notFound("unknown key")));
    }
  }
}
