package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one WebSocket, one after the other: the next is asked for when the one before was
 * taken, so that a node cannot fill this side's memory. One thread takes.
 */
final class LiveSocket implements WebSocket.Listener, AutoCloseable {
  private static final long LOOK_SECONDS = 5;

  /** A node asks every 20 seconds. */
  private static final long SILENT_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  private final int charactersMax;
  private final Function<String, JsonNode> parser;
  private final StringBuilder text = new StringBuilder();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private volatile long heardNanos = System.nanoTime();
  private volatile @Nullable WebSocket socket;

  /** What came. */
  private sealed interface Arrival {
    record Text(JsonNode json) implements Arrival {}

    record End(ClientException reason) implements Arrival {}
  }

  /**
   * Of a connection that is not open yet.
   *
   * @param charactersMax longest text that is taken
   */
  LiveSocket(int charactersMax, Function<String, JsonNode> parser) {
    this.charactersMax = charactersMax;
    this.parser = parser;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  private WebSocket open() {
    WebSocket known = socket;
    if (known == null) {
      throw new IllegalStateException("the connection is not open yet");
    }
    return known;
  }

  /** Sends a text. */
  void send(JsonNode call) {
    var _ =
        open()
            .sendText(call.toString(), true)
            .exceptionally(
                failure -> {
                  end(unavailable(ForeignText.line(failure.toString())));
                  return null;
                });
  }

  /**
   * The next text, however long it takes, while the node asks now and then whether anybody is here;
   * throws what ended the connection.
   */
  JsonNode take() {
    try {
      Arrival next = arrivals.poll(LOOK_SECONDS, TimeUnit.SECONDS);
      while (next == null && System.nanoTime() - heardNanos < SILENT_NANOS_MAX) {
        next = arrivals.poll(LOOK_SECONDS, TimeUnit.SECONDS);
      }
      return switch (next) {
        case null -> throw unavailable("the node is silent");
        case Arrival.Text(JsonNode json) -> {
          open().request(1);
          yield json;
        }
        case Arrival.End(ClientException reason) -> {
          arrivals.add(next);
          throw reason;
        }
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.NodeUnavailable("interrupted while waiting", e);
    }
  }

  private static ClientException unavailable(String reason) {
    return new ClientException.NodeUnavailable(reason, Optional.empty());
  }

  /** Answered by the platform. */
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket source, ByteBuffer message) {
    heardNanos = System.nanoTime();
    source.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence piece, boolean last) {
    heardNanos = System.nanoTime();
    if (text.length() + piece.length() > charactersMax) {
      end(new ClientException.ProtocolViolation("a text is longer than " + charactersMax));
      source.abort();
      return null;
    }
    text.append(piece);
    if (!last) {
      source.request(1);
      return null;
    }
    try {
      arrivals.add(new Arrival.Text(parser.apply(text.toString())));
    } catch (ClientException e) {
      end(e);
      source.abort();
    }
    text.setLength(0);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket source, int code, String reason) {
    end(unavailable("closed: " + code + " " + ForeignText.line(reason)));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket source, Throwable failure) {
    end(new ClientException.NodeUnavailable(ForeignText.line(failure.toString()), failure));
  }

  private void end(ClientException reason) {
    arrivals.add(new Arrival.End(reason));
  }

  @Override
  public void close() {
    WebSocket known = socket;
    if (known != null) {
      known.abort();
    }
    end(unavailable("closed"));
  }
}
