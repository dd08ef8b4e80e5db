package org.sessionvm.rpc.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/**
 * The table of rights is what a node does. With {@code -Dgolden.write=true} it is written anew; the
 * difference is to be looked at.
 */
class RightsTest {
  private static final Path PAGE = Path.of("../docs/rpc/rights.md");
  private static final String ROW = "| `";

  /** What is about nobody in particular: public, or a matter of operators. */
  private static final Set<String> WITHOUT_ROWS =
      Set.of(
          "CreateSession",
          "RegisterIdentity",
          "GetIdentity",
          "Authenticate",
          "Health",
          "Info",
          "UpdateChatList",
          "Notify");

  @Test
  void everyCellIsTrue() throws IOException {
    List<String> walked = new ArrayList<>();
    try (TestNode node = TestNode.start();
        TestCaller anyone = node.caller()) {
      for (Call call : all()) {
        walked.add(row(call, node, anyone));
      }
    }
    if (Boolean.getBoolean("golden.write")) {
      write(walked);
    }
    assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith(ROW)))
        .containsExactlyElementsOf(walked);
  }

  private static List<Call> all() {
    return Stream.of(Call.ALL, ChannelCalls.ALL, Call.LIVE).flatMap(List::stream).toList();
  }

  private static String row(Call call, TestNode node, TestCaller anyone) {
    return Arrays.stream(Role.values())
        .map(role -> cell(role.ask(call, Scene.open(node, anyone, next()))))
        .collect(Collectors.joining(" | ", "| " + call.name() + " | ", " |"));
  }

  private static int scenes;

  private static int next() {
    return scenes++;
  }

  private static String cell(JsonNode answer) {
    JsonNode error = answer.path("error");
    return error.isMissingNode()
        ? "yes"
        : error.get("code").intValue()
            + " "
            + error.at("/data/reason").asText(error.get("message").asText());
  }

  private static void write(List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
    lines.removeIf(line -> line.startsWith(ROW));
    lines.addAll(lines.indexOf("|---|---|---|---|---|---|---|") + 1, rows);
    Files.write(PAGE, lines);
  }

  @Test
  void everyMethodOfThatKindHasARow() {
    Set<String> expected = new TreeSet<>();
    try (TestNode node = TestNode.start();
        TestCaller anyone = node.caller()) {
      anyone
          .result("rpc.discover", TestCaller.object())
          .get("methods")
          .forEach(method -> expected.add(method.get("name").textValue()));
    }
    expected.removeIf(name -> !name.startsWith("sessionvm."));
    assertThat(
            expected.stream()
                .map(name -> name.substring("sessionvm.".length()))
                .filter(name -> !WITHOUT_ROWS.contains(name)))
        .containsExactlyInAnyOrderElementsOf(
            all().stream().map(Call::method).collect(Collectors.toSet()));
  }
}
