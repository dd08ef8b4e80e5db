package org.sessionvm.launcher.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/** Rules that are chosen at a later start, on real processes. */
class RulesIT {
  @TempDir Path directory;

  private JsonNode info(ChildNode node) throws IOException, InterruptedException {
    try (RawNode client = new RawNode(node.url())) {
      return client.call("Info", Map.of());
    }
  }

  private ChildNode start(String... options) throws IOException {
    return ChildNode.start(directory, List.of(options));
  }

  private String run(int exitCode, String... arguments) {
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told);
    assertThat(Main.create().setOut(out).setErr(out).execute(arguments))
        .as(told.toString())
        .isEqualTo(exitCode);
    return told.toString();
  }

  @Test
  void changesWhatIsChosenAndKeepsTheRest() throws Exception {
    try (ChildNode node = start("--max-messages", "70", "--retention-days", "9");
        RawNode client = new RawNode(node.url());
        Conversation conversation = new Conversation(client)) {
      assertThat(info(node).get("rulesHeight").asLong()).isZero();
      conversation.send(client);
      assertThat(node.stop()).isZero();

      try (ChildNode changed = start("--retention-days", "3", "--session-ttl", "60");
          RawNode again = new RawNode(changed.url())) {
        JsonNode now = info(changed);
        assertThat(now.get("rulesHeight").asLong()).isEqualTo(now.get("height").asLong());
        assertThat(now.at("/limits/retentionDays").asLong()).isEqualTo(3);
        assertThat(now.at("/limits/sessionTTL").asLong()).isEqualTo(60);
        assertThat(now.at("/limits/maxMessages").asLong()).isEqualTo(70);
        assertThat(changed.said())
            .anyMatch(line -> line.contains("retentionDays 9 to 3"))
            .anyMatch(line -> line.contains("retentionDays is lowered from 9 to 3"))
            .anyMatch(line -> line.contains("sessionTTL is lowered from 86400 to 60"));
        conversation.send(again);
        conversation.check(again);
        // Killed, not stopped: a rules block is as durable as any other.
        changed.kill();
      }
      try (ChildNode kept = start()) {
        assertThat(info(kept).at("/limits/retentionDays").asLong()).isEqualTo(3);
        assertThat(kept.said()).noneMatch(line -> line.startsWith("WARNING"));
        assertThat(kept.stop()).isZero();
      }
    }
    assertThat(run(0, "store", "check", "--data-dir", directory.toString()))
        .contains(" 0 findings");
    showsTheRulesOfTheChain();
  }

  private void showsTheRulesOfTheChain() throws IOException {
    JsonNode shown =
        new ObjectMapper()
            .readTree(
                run(
                    0,
                    "config",
                    "show",
                    "--json",
                    "--data-dir",
                    directory.toString(),
                    "--session-ttl",
                    "5"));
    assertThat(shown.at("/chain/rulesHeight").asLong()).isPositive();
    assertThat(shown.at("/settings/maxMessages/value").asText()).isEqualTo("70");
    assertThat(shown.at("/settings/maxMessages/source").asText()).isEqualTo("chain");
    assertThat(shown.at("/settings/sessionTTL/value").asText()).isEqualTo("5");
    assertThat(shown.at("/settings/sessionTTL/origin").asText()).isEqualTo("--session-ttl");
    assertThat(shown.at("/settings/sessionTTL/chainValue").asText()).isEqualTo("60");
    assertThat(shown.at("/settings/sessionTTL/remark").asText()).contains("a start changes it");
    assertThat(run(0, "config", "show", "--data-dir", directory.toString()))
        .containsPattern("maxMessages +70 +chain, block ")
        .containsPattern("httpBatchMax +100 +default")
        .contains("rules of block ");
  }

  @Test
  void refusesWhatIsFixedByItsNameAndLeavesTheChainAlone() throws Exception {
    try (ChildNode node = start("--id-prefix", "ab")) {
      assertThat(node.stop()).isZero();
    }

    assertThatThrownBy(() -> start("--auth", "open", "--max-messages", "5"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("auth of this chain was fixed at its first start as \"signed\"");
    assertThatThrownBy(() -> start("--id-prefix", "07"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("idPrefix of this chain was fixed at its first start as \"ab\"");
    try (ChildNode node = start("--id-prefix", "ab", "--auth", "signed")) {
      assertThat(info(node).get("rulesHeight").asLong()).isZero();
      assertThat(info(node).at("/limits/maxMessages").asLong()).isEqualTo(10_000);
    }
  }
}
