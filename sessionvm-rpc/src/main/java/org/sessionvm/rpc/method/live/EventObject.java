package org.sessionvm.rpc.method.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.live.Event;
import org.sessionvm.rpc.live.SubscriptionId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.message.MessageObject;

/** The parameters of {@code sessionvm.Event}, a notification from the node. */
public record EventObject(
    @Field("of this connection") String subscription,
    @Field("message, session or ended") String event,
    @Field("CB58 id") @JsonInclude(Include.NON_EMPTY) Optional<SessionId> sessionId,
    @Field("of the event message") @JsonInclude(Include.NON_EMPTY) Optional<MessageObject> message,
    @Field("of the event session: pending, active, expired or closed")
        @JsonInclude(Include.NON_EMPTY)
        Optional<String> status,
    @Field("of the event ended: where a new subscription would go on")
        @JsonInclude(Include.NON_EMPTY)
        Optional<Long> nextSequence,
    @Field("of the event ended: why") @JsonInclude(Include.NON_EMPTY) Optional<String> reason) {

  static EventObject of(SubscriptionId subscription, Event event) {
    String id = subscription.toString();
    return switch (event) {
      case Event.MessageAccepted(var message) ->
          new EventObject(
              id,
              "message",
              Optional.of(message.session()),
              Optional.of(MessageObject.of(message)),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      case Event.SessionChanged(var session, var status) ->
          new EventObject(
              id,
              "session",
              Optional.of(session.id()),
              Optional.empty(),
              Optional.of(status.wireName()),
              Optional.empty(),
              Optional.empty());
      case Event.Ended(var reason, var session, var nextSequence) ->
          new EventObject(
              id,
              "ended",
              session,
              Optional.empty(),
              Optional.empty(),
              boxed(nextSequence),
              Optional.of(reason.text()));
    };
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
