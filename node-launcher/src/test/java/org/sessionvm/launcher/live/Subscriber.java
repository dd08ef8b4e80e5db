package org.sessionvm.launcher.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sessionvm.launcher.crash.Conversation;

/** Follows one conversation, breaks its connection now and then, and goes on where it was. */
final class Subscriber {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long EVENT_SECONDS = 60;

  /** No proof may be repeated. */
  private static final AtomicLong TIMES = new AtomicLong(System.currentTimeMillis());

  private final HttpClient http;
  private final URI socket;
  private final Conversation conversation;
  private final Random random;
  private final List<Long> seen = new ArrayList<>();
  private int connections;

  Subscriber(HttpClient http, URI socket, Conversation conversation, long seed) {
    this.http = http;
    this.socket = socket;
    this.conversation = conversation;
    this.random = new Random(seed);
  }

  /** The sequences that were told, in the order in which they were. */
  List<Long> seen() {
    return seen;
  }

  int connections() {
    return connections;
  }

  /** Returns when so many messages were told. */
  void follow(int messages) throws Exception {
    while (seen.size() < messages) {
      Texts texts = new Texts();
      WebSocket open = http.newWebSocketBuilder().buildAsync(socket, texts).get();
      connections++;
      try {
        texts.ask(open, 1, "Authenticate", conversation.proof(TIMES.incrementAndGet()));
        texts.ask(
            open,
            2,
            "Subscribe",
            Map.of(
                "topic", "session",
                "sessionId", conversation.session().toCb58(),
                "fromSequence", seen.size()));
        take(texts, messages);
      } finally {
        open.abort();
      }
    }
  }

  private void take(Texts texts, int messages) throws Exception {
    do {
      JsonNode event = texts.next().path("params");
      if (event.path("event").asText().equals("message")) {
        seen.add(event.at("/message/sequence").asLong(-1));
      }
    } while (seen.size() < messages && random.nextInt(20) > 0);
  }

  /** What comes over one connection. */
  private static final class Texts implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();

    void ask(WebSocket socket, int id, String method, Map<String, ?> parameters) throws Exception {
      String call =
          JSON.writeValueAsString(
              Map.of(
                  "jsonrpc",
                  "2.0",
                  "id",
                  id,
                  "method",
                  "sessionvm." + method,
                  "params",
                  parameters));
      socket.sendText(call, true).get();
      JsonNode answer = next();
      if (!answer.has("result")) {
        throw new IOException(method + ": " + answer);
      }
    }

    JsonNode next() throws IOException, InterruptedException {
      String next = whole.poll(EVENT_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException("nothing came");
      }
      return JSON.readTree(next);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
      text.append(piece);
      if (last) {
        whole.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
