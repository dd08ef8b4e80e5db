package org.sessionvm.rpc.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** What is JSON and too much of it is refused by a limit that has a name and a count. */
@SuppressWarnings("NullAway.Init") // The node is there before any test.
final class JsonLimitsTest {
  private static TestNode node;

  @BeforeAll
  static void startNode() {
    node = TestNode.start();
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  private static JsonNode error(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return TestCaller.json(
            new String(
                node.server().endpoint().handle(bytes, CallContext.ANONYMOUS).body().toByteArray(),
                StandardCharsets.UTF_8))
        .get("error");
  }

  private static void refused(String body, Limit limit) {
    long before = node.services().metrics().limits().of(limit);

    assertThat(error(body).get("code").intValue()).isEqualTo(-32700);
    assertThat(error(body).at("/data/field").textValue()).isEqualTo(limit.wireName());
    assertThat(node.services().metrics().limits().of(limit)).isEqualTo(before + 2);
  }

  @Test
  void countsWhatIsTooDeep() {
    refused("[".repeat(65), Limit.JSON_DEPTH);
    refused("{\"params\":" + "[".repeat(65), Limit.JSON_DEPTH);
  }

  @Test
  void countsWhatHasTooManyTokens() {
    refused("{\"params\":[" + "1,".repeat(200_000) + "1]}", Limit.JSON_TOKENS);
  }

  @Test
  void countsNumbersOfTooManyDigits() {
    refused("{\"params\":" + "9".repeat(513) + "}", Limit.JSON_DIGITS);
    refused("{\"id\":" + "9".repeat(513) + "}", Limit.JSON_DIGITS);
  }

  @Test
  void saysOfWhatIsNoJsonOnlyThat() {
    assertThat(error("{").get("data").has("field")).isFalse();
  }
}
