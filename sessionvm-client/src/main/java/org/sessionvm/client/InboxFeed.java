package org.sessionvm.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/** Where something new was said, as a node tells a participant. One thread takes; any may close. */
final class InboxFeed implements AutoCloseable {
  private final JsonRpcConnection connection;
  private final LiveFeed.Tokens tokens;
  private final ParticipantId self;
  private volatile boolean closed;
  private volatile @Nullable LiveSocket socket;

  /** What is to be done about it. */
  sealed interface Hint {
    /** Somebody has said something there. */
    record Said(InboxMessage.Place place, long sequence) implements Hint {}

    /** Something may have been said anywhere: it begins, or the connection was broken. */
    record Anywhere() implements Hint {}

    /** It was closed. */
    record Closed() implements Hint {}
  }

  InboxFeed(JsonRpcConnection connection, LiveFeed.Tokens tokens, ParticipantId self) {
    this.connection = connection;
    this.tokens = tokens;
    this.self = self;
  }

  /** The next hint, however long it takes. */
  Hint take() {
    while (!closed) {
      LiveSocket known = socket;
      if (known == null) {
        connect();
        return new Hint.Anywhere();
      }
      try {
        Optional<Hint> hint = hint(new JsonFields(known.take().path("params")));
        if (hint.isPresent()) {
          return hint.get();
        }
      } catch (ClientException.NodeUnavailable _) {
        drop();
      }
    }
    return new Hint.Closed();
  }

  private void connect() {
    ObjectNode parameters =
        connection.parameters().put("topic", "participant").put("participant", self.toCb58());
    LiveSocket opened =
        connection.retry(
            _ -> tokens.with(token -> Subscribed.open(connection, token, parameters).socket()));
    socket = opened;
    if (closed) {
      opened.close();
    }
  }

  /** Whatever ends the subscription, another one goes on. */
  private Optional<Hint> hint(JsonFields event) {
    return switch (event.text("event")) {
      case "message" ->
          Optional.of(
              said(
                  new InboxMessage.InSession(event.parsed("sessionId", SessionId::fromCb58)),
                  event));
      case "channelMessage" ->
          Optional.of(
              said(
                  new InboxMessage.InChannel(event.parsed("channelId", ChannelId::fromCb58)),
                  event));
      case "ended" -> {
        drop();
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Hint said(InboxMessage.Place place, JsonFields event) {
    return new Hint.Said(place, event.child("message").count("sequence"));
  }

  private void drop() {
    LiveSocket known = socket;
    socket = null;
    if (known != null) {
      known.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    drop();
  }
}
