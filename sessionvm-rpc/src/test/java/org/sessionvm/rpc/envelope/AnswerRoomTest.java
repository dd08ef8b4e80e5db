package org.sessionvm.rpc.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.AnswerRoom;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.verification.SignatureSource;

/** What answers take in memory is taken before they are made, and given back. */
@SuppressWarnings("NullAway.Init") // The node is there before any test.
final class AnswerRoomTest {
  private static final int MIB = 1 << 20;
  private static final String LARGE = "00".repeat(200_000);

  private static TestNode node;
  private static String full;
  private static String few;

  private final CountedRoom room = new CountedRoom();

  /** Room of which a test sees how much is taken. */
  private static final class CountedRoom implements AnswerRoom {
    private long max = 48 * MIB;
    private long taken;
    private long most;
    private Listener listener = Listener.WAITS;

    @Override
    public boolean take(long bytes, Kind kind, long waitMillis) {
      if (taken + bytes > max) {
        return false;
      }
      taken += bytes;
      most = Math.max(most, taken);
      return true;
    }

    @Override
    public long bytesMax() {
      return max;
    }

    @Override
    public void giveBack(long bytes) {
      taken -= bytes;
    }

    @Override
    public Listener listener() {
      return listener;
    }
  }

  @BeforeAll
  static void startNode() throws IOException, InterruptedException {
    node = TestNode.options().open().start();
    full = session(24, LARGE);
    few = session(12, "00");
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  private static String session(int messages, String ciphertext)
      throws IOException, InterruptedException {
    String a = "07" + "0a".repeat(32);
    String b = "07" + "0b".repeat(32);
    String key = "00".repeat(1_184);
    try (TestCaller caller = node.caller()) {
      String id =
          caller
              .call(
                  "sessionvm.CreateSession",
                  TestCaller.json(
                      "{\"participants\":[\"%s\",\"%s\"],\"publicKeys\":[\"%s\",\"%s\"]}"
                          .formatted(a, b, key, key)))
              .at("/result/sessionId")
              .textValue();
      for (int i = 0; i < messages; i++) {
        String sent =
            "{\"sessionId\":\"%s\",\"sender\":\"%s\",\"ciphertext\":\"%04x%s\",\"signature\":\"00\"}"
                .formatted(id, a, i, ciphertext);
        var _ = caller.result("sessionvm.SendMessage", TestCaller.json(sent));
      }
      return id;
    }
  }

  private static String call(String member, String session) {
    return "{\"jsonrpc\":\"2.0\",%s\"method\":\"sessionvm.GetMessages\",\"params\":{\"sessionId\":\"%s\",\"limit\":1000}}"
        .formatted(member, session);
  }

  private static String page(String session) {
    return call("\"id\":1,", session);
  }

  private RpcReply reply(String body) {
    return node.server()
        .endpoint()
        .handle(
            body.getBytes(StandardCharsets.UTF_8),
            new CallContext(
                Optional.empty(), Optional.empty(), new SignatureSource(Bytes.EMPTY), room));
  }

  private JsonNode answer(String body) {
    return TestCaller.json(new String(reply(body).body().toByteArray(), StandardCharsets.UTF_8));
  }

  private static String batch(int count, String body) {
    return "[" + String.join(",", Collections.nCopies(count, body)) + "]";
  }

  @Test
  void holdsWhatIsAnsweredAndNothingElse() {
    RpcReply page = reply(page(full));

    assertThat(page.body().size()).isGreaterThan(8 * MIB);
    assertThat(room.taken).isEqualTo(page.body().size());
    assertThat(room.most).isEqualTo(CallScope.PAGE_BYTES);
    assertThat(CallScope.PAGE_BYTES).isGreaterThan(page.body().size() + 4 * MIB);
  }

  @Test
  void aBatchOfPagesIsAnsweredWithOne() {
    JsonNode answers = answer(batch(100, page(full)));

    assertThat(answers).hasSize(100);
    assertThat(answers.get(0).at("/result/messages").size()).isGreaterThan(10);
    for (int i = 1; i < answers.size(); i++) {
      assertThat(answers.get(i).at("/error/data/field").textValue())
          .isEqualTo("batchAnswerBytesMax");
    }
    assertThat(room.most).isEqualTo(CallScope.PAGE_BYTES);
  }

  @Test
  void makesNoPageWithoutRoomAndSmallOnesStill() {
    room.max = 8 * MIB;

    assertThat(answer(page(full)).at("/error/data/field").textValue()).isEqualTo("answerBytesMax");
    assertThat(answer(page(few)).at("/result/messages")).hasSize(12);
    assertThat(
            answer("[" + page(full) + "," + page(few) + "]").at("/1/error/data/field").textValue())
        .isEqualTo("answerBytesMax");
    room.max = 0;
    assertThat(answer(page(few)).at("/error/data/field").textValue()).isEqualTo("answerBytesMax");
    assertThat(room.taken).isLessThan(MIB);
  }

  @Test
  void makesNoPageForWhoHasGoneOrWhenTheNodeEnds() {
    room.listener = AnswerRoom.Listener.GONE;
    assertThat(answer(page(full)).at("/error/data/reason").textValue()).isEqualTo("hung up");
    room.listener = AnswerRoom.Listener.SHUTTING_DOWN;
    assertThat(answer(page(full)).at("/error/code").intValue()).isEqualTo(-32006);
    assertThat(answer(page(few)).at("/result/messages")).hasSize(12);
  }

  @Test
  @Timeout(60)
  void pagesThatNobodyIsToldOfEndTheirTurnToo() {
    assertThat(reply(batch(100, call("", full))).status()).isEqualTo(204);
    assertThat(room.taken).isZero();
    assertThat(answer(page(full)).has("result")).isTrue();
  }
}
