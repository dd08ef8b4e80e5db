package org.sessionvm.rpc.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Calls to a node whose store takes no writes. */
final class SuspendedWritesTest {
  @Test
  void aWriteIsRefusedAtOnceWithoutThePlaceOfTheFaultAndReadsGoOn() {
    try (TestNode node = TestNode.start();
        TestCaller caller = node.caller()) {
      Person alice = Person.of(node);
      Person bob = Person.of(node);
      ObjectNode creation = alice.create(bob);
      String session = caller.result("sessionvm.CreateSession", creation).get("sessionId").asText();
      node.store().refuseCommits("the file /var/secret.sst is damaged");

      JsonNode error = caller.error("sessionvm.SendMessage", alice.send(session, "aa"));

      assertThat(error.get("code").intValue()).isEqualTo(-32006);
      assertThat(error.at("/data/retryAfterMs").longValue()).isPositive();
      assertThat(error.toString()).contains("takes no writes").doesNotContain("/var");
      assertThat(
              caller
                  .result("sessionvm.GetSession", TestCaller.object().put("sessionId", session))
                  .has("session"))
          .isTrue();

      node.store().takeCommits();
      JsonNode sent = caller.result("sessionvm.SendMessage", alice.send(session, "bb"));
      assertThat(sent.get("sequence").longValue()).isZero();
    }
  }
}
