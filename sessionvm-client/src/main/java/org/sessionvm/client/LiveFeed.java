package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.vm.Message;

/**
 * The messages of a session or channel as they come, a page each. Where the connection breaks
 * another goes on from the same place. One thread reads; any may close.
 *
 * @param <M> a message as the node tells it
 */
final class LiveFeed<M> implements AutoCloseable {
  private final JsonRpcConnection connection;
  private final Tokens tokens;
  private final Topic<M> topic;
  private volatile boolean closed;
  private volatile @Nullable LiveSocket socket;

  /** Runs something with a token of the reader, and once more with a newer one. */
  interface Tokens {
    <T> T with(Function<Optional<Token>, T> action);
  }

  /** What an event says that is new. */
  interface Reading<M> {
    /** Of what is looked for from a sequence on; nothing where that was told before. */
    Optional<ToldPage<M>> page(JsonNode event, long from);
  }

  /**
   * What is subscribed to.
   *
   * @param name of the topic
   * @param member which parameter says of what
   * @param id of what
   * @param event that brings what is subscribed to
   * @param gone the reasons of an end after which there is nothing more
   * @param over which other event says that nothing more will come
   */
  record Topic<M>(
      String name,
      String member,
      Identifier id,
      String event,
      Set<String> gone,
      Predicate<JsonNode> over,
      Reading<M> reading) {
    static Topic<Message> of(SessionId session) {
      return new Topic<>(
          "session",
          "sessionId",
          session,
          "message",
          Set.of("unknown session"),
          event -> Set.of("closed", "expired").contains(event.path("status").asText()),
          messages(Answers::message, message -> message.sequence().orElse(-1)));
    }

    static Topic<PostedMessage> of(ChannelId channel) {
      return new Topic<>(
          "channel",
          "channelId",
          channel,
          "channelMessage",
          Set.of("unknown channel", "not a member of the channel"),
          event -> event.at("/channel/status").asText().equals("closed"),
          messages(ChannelAnswers::message, PostedMessage::sequence));
    }

    /** Of a session's receipts, each as far as it says something of messages from there on. */
    static Topic<MessageProgress> ofReceipts(SessionId session) {
      return new Topic<>(
          "receipts",
          "sessionId",
          session,
          "receipts",
          Set.of("unknown session"),
          _ -> false,
          (event, from) -> Optional.of(new ToldPage<>(Answers.receipts(event), from)));
    }

    /** What came before was told before. */
    private static <M> Reading<M> messages(
        Function<JsonNode, M> parser, ToLongFunction<M> sequence) {
      return (event, from) -> {
        M message = parser.apply(event.path("message"));
        long place = sequence.applyAsLong(message);
        return place < from
            ? Optional.empty()
            : Optional.of(new ToldPage<>(List.of(message), place + 1));
      };
    }
  }

  LiveFeed(JsonRpcConnection connection, Tokens tokens, Topic<M> topic) {
    this.connection = connection;
    this.tokens = tokens;
    this.topic = topic;
  }

  /** Subscribes; the sequence of the first message that will come. */
  long begin(OptionalLong fromSequence) {
    return connection.retry(_ -> tokens.with(token -> subscribe(token, fromSequence)));
  }

  private long subscribe(Optional<Token> token, OptionalLong fromSequence) {
    ObjectNode parameters =
        connection.parameters().put("topic", topic.name()).put(topic.member(), topic.id().toCb58());
    fromSequence.ifPresent(from -> parameters.put("fromSequence", from));
    Subscribed subscribed = Subscribed.open(connection, token, parameters);
    socket = subscribed.socket();
    if (closed) {
      drop();
    }
    return subscribed.result().count("fromSequence");
  }

  /** The next message from a sequence on; a page without one at the end. Blocks until then. */
  ToldPage<M> next(long from) {
    while (!closed) {
      try {
        Optional<ToldPage<M>> page = page(from);
        if (page.isPresent()) {
          return page.get();
        }
      } catch (ClientException.NodeUnavailable e) {
        drop();
        resume(from);
      }
    }
    return new ToldPage<>(List.of(), from);
  }

  private void resume(long from) {
    if (!closed && begin(OptionalLong.of(from)) != from) {
      throw new ClientException.ProtocolViolation("the node resumes at another sequence");
    }
  }

  private Optional<ToldPage<M>> page(long from) {
    LiveSocket known = socket;
    if (known == null) {
      throw new ClientException.NodeUnavailable("not connected", Optional.empty());
    }
    JsonFields event = new JsonFields(known.take().path("params"));
    String name = event.text("event");
    if (name.equals(topic.event())) {
      return topic.reading().page(event.object(), from);
    }
    if (name.equals("ended")) {
      return ended(event, from);
    }
    return topic.over().test(event.object())
        ? Optional.of(new ToldPage<>(List.of(), from))
        : Optional.empty();
  }

  private Optional<ToldPage<M>> ended(JsonFields event, long from) {
    String reason = event.text("reason");
    if (reason.equals("unauthorized")) {
      // The token's time is over: another one goes on from here.
      drop();
      resume(from);
      return Optional.empty();
    }
    if (topic.gone().contains(reason)) {
      return Optional.of(new ToldPage<>(List.of(), from));
    }
    throw new ClientException.NodeUnavailable(ForeignText.line(reason), Optional.empty());
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
