package org.sessionvm.rpc.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/**
 * Asks what the reference was asked and compares, in the dialect of the reference and on a chain
 * that, like the reference, asks for no proof. What differs has a row in the documents, and every
 * row differs as it says.
 */
final class TranscriptReplayTest {
  private final DifferenceTable table = DifferenceTable.read();
  private final Map<String, String> sessions = new HashMap<>();
  private final List<String> unexplained = new ArrayList<>();
  private final Set<String> differing = new HashSet<>();

  @Test
  void answersAsTheReferenceExceptWhereTheTableSaysOtherwise() {
    List<Transcript> all = Transcript.all();
    assertThat(all).hasSize((int) Transcript.fileCount() - 1);

    replay(all.stream().filter(each -> isPlain(each.name())).toList(), rules(86_400, 10_000));
    replay(all.stream().filter(each -> each.name().startsWith("ttl-")).toList(), rules(1, 10_000));
    replay(
        all.stream().filter(each -> each.name().startsWith("limits-")).toList(), rules(86_400, 2));

    assertThat(unexplained).as("differences without a true row").isEmpty();
    assertThat(table.rows().keySet()).as("rows whose case does not differ").isEqualTo(differing);
    System.out.printf(
        "replayed %d recorded cases: %d alike, %d documented differences%n",
        all.size(), all.size() - differing.size(), differing.size());
  }

  private static boolean isPlain(String name) {
    return !name.startsWith("ttl-") && !name.startsWith("limits-");
  }

  private static ChainRules rules(long sessionTtlSeconds, long maxMessages) {
    return new ChainRules(
        sessionTtlSeconds, maxMessages, 1_000, 30, "07", Authentication.OPEN, Limits.DEFAULT);
  }

  private void replay(List<Transcript> transcripts, ChainRules rules) {
    try (TestNode node = TestNode.options().rules(rules).start();
        TestCaller caller = node.caller()) {
      for (Transcript transcript : transcripts) {
        if (transcript.name().equals("ttl-02-get-after-expiry-before-send")) {
          node.time().advance(2_000);
        }
        makeWhatTheCaseRefersTo(transcript, caller);
        compare(transcript, new Exchange(node, caller).send(transcript, this::withOurSessions));
      }
    }
  }

  /** Two cases name sessions that no recorded case makes. */
  private void makeWhatTheCaseRefersTo(Transcript transcript, TestCaller caller) {
    if (Set.of("get-empty-participants", "send-other-session-seq").contains(transcript.name())) {
      JsonNode recorded = TestCaller.json(new String(transcript.body(), StandardCharsets.UTF_8));
      ObjectNode params = TestCaller.object();
      params.putArray("participants").add(Transcript.known("alice"));
      JsonNode made = caller.result("sessionvm.CreateSession", params);
      sessions.put(
          recorded.at("/params/0/sessionId").textValue(), made.get("sessionId").textValue());
    }
  }

  private String withOurSessions(String body) {
    String ours = body;
    for (Map.Entry<String, String> session : sessions.entrySet()) {
      ours = ours.replace(session.getKey(), session.getValue());
    }
    return ours;
  }

  private void compare(Transcript transcript, Answer ours) {
    remember(transcript, ours);
    List<String> differences = Comparison.of(transcript, ours, table.addedMembers());
    if (differences.isEmpty()) {
      return;
    }
    differing.add(transcript.name());
    Answer reference = new Answer(transcript.status(), transcript.answer());
    DifferenceTable.Row row = table.rows().get(transcript.name());
    if (row == null
        || !row.reference().equals(reference.summary())
        || !row.ours().equals(ours.summary())
        || row.reason().isEmpty()) {
      unexplained.add(
          "| `%s` | %s | %s | %s"
              .formatted(transcript.name(), reference.summary(), ours.summary(), differences));
    }
  }

  private void remember(Transcript transcript, Answer ours) {
    if (transcript.answer().contains("\"sessionId\":") && ours.body().startsWith("{")) {
      String recorded = TestCaller.json(transcript.answer()).at("/result/sessionId").textValue();
      String made = TestCaller.json(ours.body()).at("/result/sessionId").textValue();
      if (recorded != null && made != null) {
        sessions.put(recorded, made);
      }
    }
  }
}
