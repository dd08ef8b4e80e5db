package org.sessionvm.rpc.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.rpc.node.TestSocket;

/** Calls over a connection that stays open. */
final class WebSocketTest {
  private static final int TOO_BIG = 1009;
  private static final int BAD_DATA = 1003;
  private static final int GOING_AWAY = 1001;

  @AutoClose private final TestNode node = TestNode.start();
  @AutoClose private final TestSocket socket = TestSocket.to(node);

  @Test
  void answersEveryMethodAsOverHttp() {
    Person alice = Person.of(node);
    Person bob = Person.of(node);
    String session =
        socket.result("sessionvm.CreateSession", alice.create(bob)).get("sessionId").textValue();
    JsonNode sent = socket.result("sessionvm.SendMessage", alice.send(session, "00ff"));
    assertThat(sent.get("sequence").longValue()).isZero();

    JsonNode page = TestCaller.object().put("sessionId", session);
    assertThat(socket.error("sessionvm.GetMessages", page).get("code").intValue())
        .isEqualTo(-32003);
    socket.login(alice);
    assertThat(socket.result("sessionvm.GetMessages", page).get("messages")).hasSize(1);
    assertThat(socket.error("sessionvm.Nothing", page).get("code").intValue()).isEqualTo(-32601);
  }

  @Test
  void answersSeveralCallsAtOnceAndEachOnce() {
    CompletableFuture<?>[] calls = new CompletableFuture<?>[200];
    for (int i = 0; i < calls.length; i++) {
      calls[i] =
          CompletableFuture.runAsync(() -> socket.result("sessionvm.Health", TestCaller.object()));
    }
    CompletableFuture.allOf(calls).join();
  }

  @Test
  void answersGarbageAndGoesOn() {
    socket.send("{");
    socket.send("[]");
    // Which of them is answered first is nobody's promise.
    assertThat(
            Stream.of(socket.whole(), socket.whole())
                .map(answer -> answer.get("error").get("code").intValue()))
        .containsExactlyInAnyOrder(-32700, -32600);
    socket.result("sessionvm.Health", TestCaller.object());
  }

  @Test
  void refusesATextThatIsTooLongAndNamesTheLimit() {
    String longText = "x".repeat(RpcSettings.Bounds.DEFAULT.bodyBytesMax() + 1);
    Throwable _ = catchThrowable(() -> socket.send(longText));

    TestSocket.Closed closed = socket.awaitClosed();
    assertThat(closed.code()).isEqualTo(TOO_BIG);
    assertThat(closed.reason()).isEqualTo("limit exceeded: bodyBytesMax is 1048576");
  }

  @Test
  void refusesBytes() {
    socket.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();

    assertThat(socket.awaitClosed()).isEqualTo(new TestSocket.Closed(BAD_DATA, "calls are texts"));
  }

  @Test
  void saysThatTheNodeShutsDown() {
    node.server().drain();

    assertThat(socket.awaitClosed())
        .isEqualTo(new TestSocket.Closed(GOING_AWAY, "the node is shutting down"));
  }

  @Test
  void isOnlyForWebSocketsAndNotForForeignPages() {
    try (TestCaller wallet = node.caller()) {
      HttpResponse<String> plain = wallet.get("/ws");
      assertThat(plain.statusCode()).isEqualTo(426);
      assertThat(plain.headers().firstValue("Upgrade")).contains("websocket");
    }
    assertThat(status("https://evil.example", node)).isEqualTo(403);
  }

  @Test
  void isForPagesThatAreNamed() {
    RpcSettings settings = RpcSettings.DEFAULT;
    RpcSettings named =
        new RpcSettings(
            RpcSettings.Listener.loopback(0),
            Optional.of(RpcSettings.Listener.operations(0)),
            new RpcSettings.Access(Set.of(), Set.of("https://wallet.example")),
            settings.bounds(),
            settings.rates());
    try (TestNode open = TestNode.options().settings(named).start()) {
      try (TestSocket page = TestSocket.from("https://wallet.example", open)) {
        page.result("sessionvm.Health", TestCaller.object());
      }
      assertThat(status("https://evil.example", open)).isEqualTo(403);
    }
  }

  private static int status(String origin, TestNode at) {
    Throwable refusal = catchThrowable(() -> TestSocket.from(origin, at).close());
    assertThat(refusal).isInstanceOf(CompletionException.class);
    return refusal.getCause() instanceof TestSocket.Refused refused ? refused.status() : -1;
  }
}
