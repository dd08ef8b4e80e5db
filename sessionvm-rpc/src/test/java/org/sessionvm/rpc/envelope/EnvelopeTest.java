package org.sessionvm.rpc.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** JSON-RPC 2.0 to the letter; the examples of its section 7 are among these. */
final class EnvelopeTest {
  private static final String HEALTH = "\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\"";

  @SuppressWarnings("NullAway.Init") // The node is there before any test.
  private static TestNode node;

  @BeforeAll
  static void startNode() {
    node = TestNode.start();
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  private static RpcReply reply(byte[] body) {
    return node.server().endpoint().handle(body, CallContext.ANONYMOUS);
  }

  private static RpcReply reply(String body) {
    return reply(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(RpcReply reply) {
    return new String(reply.body().toByteArray(), StandardCharsets.UTF_8);
  }

  private static JsonNode answer(String body) {
    return TestCaller.json(text(reply(body)));
  }

  private static void refused(String body, int code) {
    RpcReply reply = reply(body);
    JsonNode answer = TestCaller.json(text(reply));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(answer.at("/error/code").intValue()).as(body).isEqualTo(code);
    assertThat(answer.get("jsonrpc").textValue()).isEqualTo("2.0");
    assertThat(answer.has("result")).isFalse();
    assertThat(answer.get("id").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-7",
        "1.50",
        "1e2",
        "-0",
        "123456789012345678901234567890",
        "null",
        "\"\"",
        "\"a\\u0041\\\"]\"",
        "\"\\ud800\"",
        "\"é𝄞\""
      })
  void echoesAnIdAsItWasWritten(String id) {
    assertThat(text(reply("{" + HEALTH + ",\"id\": " + id + " }"))).endsWith(",\"id\":" + id + "}");
    assertThat(text(reply("{\"id\":" + id + "," + HEALTH + "}"))).endsWith(",\"id\":" + id + "}");
    assertThat(text(reply("[{\"id\":" + id + "," + HEALTH + "}]")))
        .endsWith(",\"id\":" + id + "}]");
  }

  @Test
  void answersCompactlyWithoutAnErrorMember() {
    String answer = text(reply("{" + HEALTH + ", \"id\": 1}"));

    assertThat(answer).startsWith("{\"jsonrpc\":\"2.0\",\"result\":{\"healthy\":true,");
    assertThat(answer).doesNotContain("\"error\"").doesNotContain(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{",
        "[1,",
        "{\"jsonrpc\":\"2.0\",\"method\":\"foobar,\"params\":\"bar\",\"baz]",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":1}x",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":1}{}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"method\":\"b\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":{\"x\":1,\"x\":2},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"other\":{\"x\":1,\"x\":2},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":{\"x\":1,\"x\":2}}",
        "{'jsonrpc':'2.0'}",
        "{\"jsonrpc\":\"2.0\",\"id\":NaN}",
        "{\"jsonrpc\":\"2.0\",\"id\":01}",
        "\uFEFF{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":1}",
        "tru"
      })
  void refusesWhatIsNotJson(String body) {
    refused(body, -32700);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin1 = ("{" + HEALTH + ",\"id\":\"\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = ("{" + HEALTH + ",\"id\":1}").getBytes(StandardCharsets.UTF_16LE);

    assertThat(TestCaller.json(text(reply(latin1))).at("/error/code").intValue()).isEqualTo(-32700);
    assertThat(TestCaller.json(text(reply(utf16))).at("/error/code").intValue()).isEqualTo(-32700);
  }

  @ParameterizedTest
  @CsvSource({"params", "id", "method", "jsonrpc", "other"})
  void refusesTenThousandNestedArraysAnywhere(String member) {
    String nested = "[".repeat(10_000) + "]".repeat(10_000);

    refused("{\"" + member + "\":" + nested + "}", -32700);
    refused(nested, -32700);
    refused("{\"" + member + "\":" + "[".repeat(500_000), -32700);
  }

  @Test
  void refusesNumbersThatAreTooLong() {
    refused("{" + HEALTH + ",\"id\":" + "1".repeat(100_000) + "}", -32700);
    assertThat(answer("{" + HEALTH + ",\"id\":1e999999999,\"x\":1e-999999999}").has("result"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"x\"",
        "null",
        "[]",
        "{\"jsonrpc\":\"2.0\",\"method\":1,\"params\":\"bar\"}",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"1.0\",\"method\":\"sessionvm.Health\"}",
        "{\"jsonrpc\":2.0,\"method\":\"sessionvm.Health\"}",
        "{\"jsonrpc\":null,\"method\":\"sessionvm.Health\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"params\":null}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"params\":7}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":true}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":[1]}",
        "{\"jsonrpc\":\"2.0\",\"METHOD\":\"sessionvm.Health\"}"
      })
  void refusesWhatIsNotARequest(String body) {
    refused(body, -32600);
  }

  @Test
  void echoesAGoodIdOfABadRequest() {
    assertThat(text(reply("{\"jsonrpc\":\"2.0\",\"method\":1,\"id\":\"7\"}")))
        .endsWith(",\"id\":\"7\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sessionvm.Nope",
        "call",
        "hashCode",
        "sessionvm.health.x",
        "sessionvm.HEALTH",
        "SessionVm.Health",
        "handle",
        ""
      })
  void knowsNoOtherMethod(String method) {
    JsonNode answer = answer("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"id\":1}");

    assertThat(answer.at("/error/code").intValue()).isEqualTo(-32601);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "[{}]", "[null]", "{\"unknown\":1}", "[{\"unknown\":1}]"})
  void takesParametersInEveryForm(String params) {
    assertThat(answer("{" + HEALTH + ",\"params\":" + params + ",\"id\":1}").has("result"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "[\"x\"]", "[{},{}]", "[[{}]]"})
  void refusesParametersOfAnotherShape(String params) {
    JsonNode error = answer("{" + HEALTH + ",\"params\":" + params + ",\"id\":1}").get("error");

    assertThat(error.get("code").intValue()).isEqualTo(-32602);
    assertThat(error.at("/data/field").textValue()).isEqualTo("params");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{" + HEALTH + "}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Nope\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.GetSession\"}",
        "[{" + HEALTH + "},{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Nope\"}]"
      })
  void saysNothingToNotifications(String body) {
    RpcReply reply = reply(body);

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body().size()).isZero();
  }

  @Test
  void answersABatchInOrderWithEveryIdEvenIfTwoAreEqual() {
    RpcReply reply =
        reply(
            "[{\"id\":1,"
                + HEALTH
                + "},7,{"
                + HEALTH
                + "},{\"jsonrpc\":\"2.0\",\"method\":\"foo.get\",\"id\":\"5\"},{\"id\":1,"
                + HEALTH
                + "},[]]");
    JsonNode answers = TestCaller.json(text(reply));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(answers).hasSize(5);
    assertThat(answers.get(0).has("result")).isTrue();
    assertThat(answers.get(1).at("/error/code").intValue()).isEqualTo(-32600);
    assertThat(answers.get(2).at("/error/code").intValue()).isEqualTo(-32601);
    assertThat(answers.get(2).get("id").textValue()).isEqualTo("5");
    assertThat(answers.get(3).get("id").intValue()).isEqualTo(1);
    assertThat(answers.get(4).at("/error/code").intValue()).isEqualTo(-32600);
  }

  @Test
  void refusesABatchBeyondItsLimitAsAWhole() {
    String hundred = ("{" + HEALTH + ",\"id\":1},").repeat(100);

    assertThat(answer("[" + hundred.substring(0, hundred.length() - 1) + "]")).hasSize(100);
    JsonNode refused = answer("[" + hundred + "{" + HEALTH + ",\"id\":1}]");
    assertThat(refused.at("/error/code").intValue()).isEqualTo(-32005);
    assertThat(refused.at("/error/data/limit").intValue()).isEqualTo(100);
    assertThat(refused.at("/error/data/field").textValue()).isEqualTo("batchMax");
  }

  @ParameterizedTest
  @CsvSource({
    "sessionvm.health",
    "session.health",
    "sessionvm.Health",
    "sessionvm.info",
    "rpc.discover"
  })
  void knowsTheAliases(String method) {
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"id\":1}").has("result"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"session.create,participants", "session.get,sessionId", "session.send,sessionId"})
  void knowsTheAliasesOfMethodsWithParameters(String method, String field) {
    JsonNode error =
        answer("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"id\":1}").get("error");

    assertThat(error.get("code").intValue()).isEqualTo(-32602);
    assertThat(error.at("/data/field").textValue()).isEqualTo(field);
    assertThat(error.get("message").textValue()).startsWith(field + ": ");
  }

  @Test
  void answersAnObjectWithoutAVersionInTheReferencesShape() {
    RpcReply good = reply("{\"method\":\"sessionvm.GetSession\",\"params\":[{}],\"id\":3}");

    assertThat(good.status()).isEqualTo(400);
    assertThat(text(good))
        .isEqualTo(
            "{\"result\":null,\"error\":\"base58 decoding error: zero length string\",\"id\":3}");
  }

  @Test
  void repeatsNothingUnprintableOfWhatItRefuses() {
    RpcReply reply = reply("{\"method\":\"x.\\ud800\\u0000\\n\",\"params\":[],\"id\":3}");

    assertThat(text(reply)).contains("can't find service \\\"x.???\\\"");
    RpcReply surrogate =
        reply(
            "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.GetSession\",\"id\":3,"
                + "\"params\":{\"sessionId\":\"\\udc00\"}}");
    assertThat(text(surrogate)).contains("-32602").contains("digit ('?')");
  }
}
