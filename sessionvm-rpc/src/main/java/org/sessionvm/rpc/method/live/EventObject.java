package org.sessionvm.rpc.method.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.live.Event;
import org.sessionvm.rpc.live.SubscriptionId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.message.MessageObject;
import org.sessionvm.rpc.method.message.ReceiptObject;
import org.sessionvm.state.SessionStatus;

/** The parameters of {@code sessionvm.Event}, a notification from the node. */
public record EventObject(
    @Field("of this connection") String subscription,
    @Field("message, session, receipts or ended") String event,
    @Field("CB58 id") @JsonInclude(Include.NON_EMPTY) Optional<SessionId> sessionId,
    @Field("of the event message") @JsonInclude(Include.NON_EMPTY) Optional<MessageObject> message,
    @Field("of the event session: pending, active, expired or closed")
        @JsonInclude(Include.NON_EMPTY)
        Optional<String> status,
    @Field("of the event receipts: of those who have come farther, as in GetReceipts")
        @JsonInclude(Include.NON_EMPTY)
        List<ReceiptObject> receipts,
    @Field("of the event ended: where a new subscription would go on")
        @JsonInclude(Include.NON_EMPTY)
        Optional<Long> nextSequence,
    @Field("of the event ended: why") @JsonInclude(Include.NON_EMPTY) Optional<String> reason) {

  static EventObject of(SubscriptionId subscription, Event event) {
    String id = subscription.toString();
    return switch (event) {
      case Event.MessageAccepted(var message) ->
          of(id, "message", Optional.of(message.session())).with(MessageObject.of(message));
      case Event.SessionChanged(var session, var status) ->
          of(id, "session", Optional.of(session.id())).with(status);
      case Event.ReceiptsChanged(var session, var receipts) ->
          of(id, "receipts", Optional.of(session)).with(receipts);
      case Event.Ended(var reason, var session, var nextSequence) ->
          new EventObject(
              id,
              "ended",
              session,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              boxed(nextSequence),
              Optional.of(reason.text()));
    };
  }

  private static EventObject of(String id, String event, Optional<SessionId> session) {
    return new EventObject(
        id,
        event,
        session,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private EventObject with(MessageObject accepted) {
    return new EventObject(
        subscription,
        event,
        sessionId,
        Optional.of(accepted),
        status,
        receipts,
        nextSequence,
        reason);
  }

  private EventObject with(SessionStatus now) {
    return new EventObject(
        subscription,
        event,
        sessionId,
        message,
        Optional.of(now.wireName()),
        receipts,
        nextSequence,
        reason);
  }

  private EventObject with(List<Event.Progress> farther) {
    return new EventObject(
        subscription,
        event,
        sessionId,
        message,
        status,
        farther.stream()
            .map(one -> ReceiptObject.of(one.participant(), one.receipt(), false))
            .toList(),
        nextSequence,
        reason);
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
