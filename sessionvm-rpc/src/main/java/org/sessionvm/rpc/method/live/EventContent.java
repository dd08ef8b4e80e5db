package org.sessionvm.rpc.method.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.live.Event;
import org.sessionvm.rpc.live.Subject;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.channel.ChannelMessageObject;
import org.sessionvm.rpc.method.channel.ChannelObject;
import org.sessionvm.rpc.method.message.MessageObject;
import org.sessionvm.rpc.method.message.ReceiptObject;

/** What each event has beside its name and its subscription. */
public sealed interface EventContent {
  /** Of the event {@code message}. */
  record OfMessage(
      @Field("CB58 id") SessionId sessionId, @Field("as in GetMessage") MessageObject message)
      implements EventContent {}

  /** Of the event {@code session}. */
  record OfSession(
      @Field("CB58 id") SessionId sessionId,
      @Field("pending, active, expired or closed") String status)
      implements EventContent {}

  /** Of the event {@code receipts}. */
  record OfReceipts(
      @Field("CB58 id") SessionId sessionId,
      @Field("of those who have come farther, as in GetReceipts") List<ReceiptObject> receipts)
      implements EventContent {
    public OfReceipts {
      receipts = List.copyOf(receipts);
    }
  }

  /** Of the event {@code channelMessage}. */
  record OfChannelMessage(
      @Field("CB58 id") ChannelId channelId,
      @Field("as in GetChannelMessages") ChannelMessageObject message)
      implements EventContent {}

  /** Of the event {@code channel}. */
  record OfChannel(
      @Field("CB58 id") ChannelId channelId,
      @Field("as in GetChannel; absent if one is neither a member nor invited any more")
          @JsonInclude(Include.NON_EMPTY)
          Optional<ChannelObject> channel)
      implements EventContent {}

  /** Of the event {@code ended}. */
  record OfEnd(
      @Field("CB58 id, where it was of a session") @JsonInclude(Include.NON_EMPTY)
          Optional<SessionId> sessionId,
      @Field("CB58 id, where it was of a channel") @JsonInclude(Include.NON_EMPTY)
          Optional<ChannelId> channelId,
      @Field("where a new subscription would go on") @JsonInclude(Include.NON_EMPTY)
          Optional<Long> nextSequence,
      @Field("why") String reason)
      implements EventContent {
    static OfEnd of(Event.Ended ended) {
      return new OfEnd(
          ended.subject().flatMap(EventContent::session),
          ended.subject().flatMap(EventContent::channel),
          boxed(ended.nextSequence()),
          ended.reason().text());
    }
  }

  /** Of any event. */
  static EventContent of(Event event) {
    return switch (event) {
      case Event.MessageAccepted(var message) ->
          new OfMessage(message.session(), MessageObject.of(message));
      case Event.SessionChanged(var session, var status) ->
          new OfSession(session.id(), status.wireName());
      case Event.ReceiptsChanged(var session, var receipts) ->
          new OfReceipts(
              session,
              receipts.stream()
                  .map(one -> ReceiptObject.of(one.participant(), one.receipt(), false))
                  .toList());
      case Event.ChannelMessageAccepted(var said) ->
          new OfChannelMessage(said.sent().channel(), ChannelMessageObject.of(said));
      case Event.ChannelChanged(var channel, var view) ->
          new OfChannel(channel, view.map(ChannelObject::of));
      case Event.Ended ended -> OfEnd.of(ended);
    };
  }

  private static Optional<SessionId> session(Subject subject) {
    return switch (subject) {
      case Subject.OfSession(SessionId session) -> Optional.of(session);
      case Subject.OfReceipts(SessionId session) -> Optional.of(session);
      case Subject.OfChannel _, Subject.OfMembership _ -> Optional.empty();
    };
  }

  private static Optional<ChannelId> channel(Subject subject) {
    return switch (subject) {
      case Subject.OfChannel(ChannelId channel) -> Optional.of(channel);
      case Subject.OfMembership(ChannelId channel, ParticipantId _) -> Optional.of(channel);
      case Subject.OfSession _, Subject.OfReceipts _ -> Optional.empty();
    };
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
