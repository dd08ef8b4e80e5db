package org.sessionvm.rpc.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.RpcNode;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Namespace;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/**
 * Every method has a recorded request and answer and a place in the documents. With {@code
 * -Dgolden.write=true} they are recorded anew; the difference is to be looked at.
 */
final class GoldenRpcTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/rpc");
  private static final Path PAGE = Path.of("../docs/rpc/methods.md");
  private static final Path ERRORS_PAGE = Path.of("../docs/rpc/errors.md");

  private static List<RpcMethod<?, ?>> methods = List.of();

  @BeforeAll
  static void recordAnewIfAsked() throws IOException {
    try (TestNode node = TestNode.start()) {
      methods =
          RpcNode.create(
                  RpcSettings.Bounds.DEFAULT,
                  RpcSettings.Rates.DEFAULT.resolve(true),
                  node.services())
              .methods(Namespace.all())
              .all();
    }
    if (Boolean.getBoolean("golden.write")) {
      for (Map.Entry<String, ObjectNode> pair : GoldenStory.tell().entrySet()) {
        Files.writeString(file(pair.getKey()), pair.getValue().toPrettyString() + "\n");
      }
      Files.writeString(PAGE, MethodsPage.render(methods, recorded()));
    }
  }

  private static Path file(String method) {
    return GOLDEN.resolve(method + ".json");
  }

  private static JsonNode recorded(String method) throws IOException {
    return TestCaller.json(Files.readString(file(method)));
  }

  private static Map<String, JsonNode> recorded() throws IOException {
    Map<String, JsonNode> recorded = new LinkedHashMap<>();
    for (RpcMethod<?, ?> method : methods) {
      recorded.put(method.name(), recorded(method.name()));
    }
    return recorded;
  }

  @Test
  void everyMethodIsRecordedAndNothingElseIs() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              methods.stream().map(method -> method.name() + ".json").toList());
    }
  }

  @Test
  void answersAsRecorded() throws IOException {
    Map<String, ObjectNode> now = GoldenStory.tell();

    for (Map.Entry<String, JsonNode> pair : recorded().entrySet()) {
      JsonNode told = now.getOrDefault(pair.getKey(), TestCaller.object());
      assertThat(fixed(told)).as(pair.getKey()).isEqualTo(fixed(pair.getValue()));
    }
  }

  /**
   * Without what is random: hedged signatures, blocks that hold them, tokens, durations, and how
   * many blocks it took.
   */
  private static JsonNode fixed(JsonNode node) {
    // Read again, so that equal numbers are of one type.
    JsonNode copy = TestCaller.json(node.toString());
    copy.findParents("signature").forEach(parent -> hide(parent, "signature"));
    copy.findParents("lastAccepted").forEach(parent -> hide(parent, "lastAccepted"));
    copy.findParents("stateHash").forEach(parent -> hide(parent, "stateHash"));
    copy.findParents("height").forEach(parent -> ((ObjectNode) parent).put("height", 0));
    copy.findParents("token").forEach(parent -> hide(parent, "token"));
    copy.findParents("millis").forEach(parent -> ((ObjectNode) parent).put("millis", 0));
    return copy;
  }

  private static void hide(JsonNode parent, String member) {
    if (parent.get(member).isTextual()) {
      boolean some = !parent.get(member).textValue().isEmpty();
      ((ObjectNode) parent).put(member, some ? "random" : "");
    }
  }

  @Test
  void aRecordedRequestIsStillGoodOnANewNode() throws IOException {
    try (TestNode node = TestNode.start();
        TestCaller caller = node.caller()) {
      JsonNode recorded = recorded("sessionvm.CreateSession");

      JsonNode answer = TestCaller.json(caller.post(recorded.get("request").toString()).body());

      assertThat(answer).isEqualTo(recorded.get("answer"));
    }
  }

  @Test
  void thePageOfMethodsIsWhatTheMethodsSay() throws IOException {
    assertThat(Files.readString(PAGE)).isEqualTo(MethodsPage.render(methods, recorded()));
  }

  @Test
  void thePageOfErrorsHasARowForEveryCode() throws IOException {
    List<String> rows =
        Files.readAllLines(ERRORS_PAGE).stream().filter(line -> line.startsWith("| -32")).toList();
    List<String> numbers = rows.stream().map(row -> row.split("\\|", -1)[1].strip()).toList();

    assertThat(numbers)
        .containsExactlyElementsOf(
            Stream.of(ErrorCode.values()).map(code -> Integer.toString(code.number())).toList());
  }

  private static boolean isAdmin(String name) {
    return name.startsWith("admin.");
  }

  @Test
  void theDocumentOfDiscoverNamesEveryParameter() throws IOException {
    JsonNode document = recorded("rpc.discover").at("/answer/result");

    assertThat(document.get("methods").findValuesAsText("name"))
        .containsAll(methods.stream().map(RpcMethod::name).filter(n -> !isAdmin(n)).toList())
        .noneMatch(GoldenRpcTest::isAdmin);
    JsonNode send =
        StreamSupport.stream(document.get("methods").spliterator(), false)
            .filter(method -> method.get("name").textValue().equals("sessionvm.SendMessage"))
            .findFirst()
            .orElseThrow();
    assertThat(send.get("params").findValuesAsText("name"))
        .containsExactly("sessionId", "sender", "keyGeneration", "ciphertext", "signature");
    assertThat(send.get("params").get(3).get("required").booleanValue()).isTrue();
    assertThat(send.get("params").get(2).get("required").booleanValue()).isFalse();
  }
}
