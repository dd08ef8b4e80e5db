package org.sessionvm.rpc.method.live;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.sessionvm.rpc.live.Event;
import org.sessionvm.rpc.live.SubscriptionId;
import org.sessionvm.rpc.method.Field;

/** The parameters of {@code sessionvm.Event}, a notification from the node. */
public record EventObject(
    @Field("of this connection") String subscription,
    @Field("message, session, receipts, channelMessage, channel or ended") String event,
    @JsonUnwrapped EventContent content) {
  static EventObject of(SubscriptionId subscription, Event event) {
    return new EventObject(subscription.toString(), name(event), EventContent.of(event));
  }

  private static String name(Event event) {
    return switch (event) {
      case Event.MessageAccepted _ -> "message";
      case Event.SessionChanged _ -> "session";
      case Event.ReceiptsChanged _ -> "receipts";
      case Event.ChannelMessageAccepted _ -> "channelMessage";
      case Event.ChannelChanged _ -> "channel";
      case Event.Ended _ -> "ended";
    };
  }
}
