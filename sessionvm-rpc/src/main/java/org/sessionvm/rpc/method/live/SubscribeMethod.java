package org.sessionvm.rpc.method.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.live.LiveConnection;
import org.sessionvm.rpc.live.SubscriptionId;
import org.sessionvm.rpc.live.Topic;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.channel.ChannelWords;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/** Tells a connection of what happens, from now on. */
public final class SubscribeMethod
    extends RpcMethod<SubscribeMethod.Parameters, SubscribeMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.Subscribe",
              "Sends events of a topic over this WebSocket from now on.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(
              ErrorCode.INVALID_REQUEST,
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_FOUND,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("session, receipts, participant or channel") String topic,
      @Field("CB58 id, of the topics session and receipts") Optional<SessionId> sessionId,
      @Field("CB58 or 07 hex, of the topic participant") Optional<ParticipantId> participant,
      @Field("CB58 id, of the topic channel") Optional<ChannelId> channelId,
      @Field(
              "of the topics session and channel: the first sequence that is sent; the next message if absent."
                  + " Of the topic receipts: the first sequence of which receipts are news; 0 if absent")
          Optional<Long> fromSequence) {}

  /** What it answers. */
  public record Result(
      @Field("its id on this connection, which every event names") String subscription,
      @Field(
              "of the topics session and channel: the first sequence that is sent; of receipts as it was given")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Optional<Long> fromSequence) {}

  /** Subscribes to what happens on this node. */
  public SubscribeMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    if (parameters.fromSequence().filter(from -> from < 0).isPresent()) {
      throw new RpcException(RpcError.invalidField("fromSequence", "must not be negative"));
    }
    return switch (parameters.topic().toLowerCase(Locale.ROOT)) {
      case "session" -> session(parameters, caller);
      case "receipts" -> receipts(parameters, caller);
      case "participant" -> participant(parameters, caller);
      case "channel" -> channel(parameters, caller);
      default ->
          throw new RpcException(
              RpcError.invalidField("topic", "must be session, receipts, participant or channel"));
    };
  }

  private Result session(Parameters parameters, Caller caller) {
    SessionId id = required("sessionId", parameters.sessionId());
    long next = readable(id, caller).head().nextSequence();
    long from = parameters.fromSequence().orElse(next);
    return new Result(subscribe(new Topic.OfSession(id, from), caller), Optional.of(from));
  }

  private Result channel(Parameters parameters, Caller caller) {
    ChannelId id = required("channelId", parameters.channelId());
    long from = parameters.fromSequence().orElse(nextSequence(id, caller));
    Topic topic = new Topic.OfChannel(id, caller.participant(), from);
    return new Result(subscribe(topic, caller), Optional.of(from));
  }

  /** Of a channel that the caller is a member of. */
  private long nextSequence(ChannelId id, Caller caller) {
    try (StateReader state = services.vm().read()) {
      return ChannelWords.ofMembers(state.channels(), id, caller).messages();
    }
  }

  private Result receipts(Parameters parameters, Caller caller) {
    SessionId id = required("sessionId", parameters.sessionId());
    readable(id, caller);
    long from = parameters.fromSequence().orElse(0L);
    Topic topic = new Topic.OfReceipts(id, caller.participant(), from);
    return new Result(subscribe(topic, caller), parameters.fromSequence());
  }

  /** A session that the caller takes part in. */
  private SessionView readable(SessionId id, Caller caller) {
    try (StateReader state = services.vm().read()) {
      SessionView session =
          state
              .session(id)
              .orElseThrow(
                  () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text())));
      caller.requireParticipant(session);
      return session;
    }
  }

  private static Result participant(Parameters parameters, Caller caller) {
    ParticipantId participant = required("participant", parameters.participant());
    caller.requireSelf(participant);
    return new Result(subscribe(new Topic.OfParticipant(participant), caller), Optional.empty());
  }

  private static <T> T required(String field, Optional<T> value) {
    return value.orElseThrow(() -> new RpcException(RpcError.invalidField(field, "is missing")));
  }

  private static String subscribe(Topic topic, Caller caller) {
    SubscriptionId id =
        Live.call()
            .subscribe(topic, caller.participant())
            .orElseThrow(
                () ->
                    new RpcException(
                        RpcError.limitExceeded(
                            Limit.SUBSCRIPTIONS.wireName(), LiveConnection.SUBSCRIPTIONS_MAX)));
    return id.toString();
  }
}
