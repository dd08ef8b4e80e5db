package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.vm.Message;
import org.sessionvm.vm.MessagePage;

/**
 * The messages of a session as they come, a page each. Where the connection breaks another goes on
 * from the same place. One thread reads; any may close.
 */
final class LiveFeed implements AutoCloseable {
  private final JsonRpcConnection connection;
  private final Tokens tokens;
  private final SessionId session;
  private volatile boolean closed;
  private volatile @Nullable LiveSocket socket;

  /** Runs something with a token of the reader, and once more with a newer one. */
  interface Tokens {
    <T> T with(Function<Optional<Token>, T> action);
  }

  LiveFeed(JsonRpcConnection connection, Tokens tokens, SessionId session) {
    this.connection = connection;
    this.tokens = tokens;
    this.session = session;
  }

  /** Subscribes; the sequence of the first message that will come. */
  long begin(OptionalLong fromSequence) {
    return connection.retry(_ -> tokens.with(token -> subscribe(token, fromSequence)));
  }

  private long subscribe(Optional<Token> token, OptionalLong fromSequence) {
    LiveSocket opened = connection.open(token);
    try {
      ObjectNode parameters =
          connection.parameters().put("topic", "session").put("sessionId", session.toCb58());
      fromSequence.ifPresent(from -> parameters.put("fromSequence", from));
      ObjectNode call = connection.parameters().put("jsonrpc", "2.0").put("id", 1);
      call.put("method", "sessionvm.Subscribe").set("params", parameters);
      opened.send(call);
      long from = new JsonFields(JsonRpcConnection.result(opened.take())).count("fromSequence");
      socket = opened;
      if (closed) {
        opened.close();
      }
      return from;
    } catch (ClientException e) {
      opened.close();
      throw e;
    }
  }

  /** The next message from a sequence on; a page without one at the end. Blocks until then. */
  MessagePage next(long from) {
    while (!closed) {
      try {
        Optional<MessagePage> page = page(from);
        if (page.isPresent()) {
          return page.get();
        }
      } catch (ClientException.NodeUnavailable e) {
        drop();
        resume(from);
      }
    }
    return new MessagePage(List.of(), from);
  }

  private void resume(long from) {
    if (!closed && begin(OptionalLong.of(from)) != from) {
      throw new ClientException.ProtocolViolation("the node resumes at another sequence");
    }
  }

  private Optional<MessagePage> page(long from) {
    LiveSocket known = socket;
    if (known == null) {
      throw new ClientException.NodeUnavailable("not connected", Optional.empty());
    }
    JsonFields event = new JsonFields(known.take().path("params"));
    return switch (event.text("event")) {
      case "message" -> message(event.object().path("message"), from);
      case "ended" -> ended(event, from);
      default -> Optional.empty();
    };
  }

  private static Optional<MessagePage> message(JsonNode json, long from) {
    Message message = Answers.message(json);
    long sequence = message.sequence().orElse(-1);
    return sequence < from
        ? Optional.empty()
        : Optional.of(new MessagePage(List.of(message), sequence + 1));
  }

  private Optional<MessagePage> ended(JsonFields event, long from) {
    return switch (event.text("reason")) {
      // The token's time is over: another one goes on from here.
      case "unauthorized" -> {
        drop();
        resume(from);
        yield Optional.empty();
      }
      case "unknown session" -> Optional.of(new MessagePage(List.of(), from));
      default ->
          throw new ClientException.NodeUnavailable(
              ForeignText.line(event.text("reason")), Optional.empty());
    };
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
