package org.sessionvm.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

final class ConversationTest {
  @Test
  void twoPeopleHoldAConversation() {
    try (TestNode node = TestNode.start();
        TestCaller anyone = node.caller()) {
      Person alice = Person.of(node);
      Person bob = Person.of(node);

      JsonNode created = anyone.result("sessionvm.CreateSession", alice.create(bob));
      String session = created.get("sessionId").textValue();
      assertThat(created.get("expires").longValue())
          .isEqualTo(TestNode.START_MILLIS / 1_000 + 86_400);
      JsonNode first = anyone.result("sessionvm.SendMessage", alice.send(session, "00ff"));
      assertThat(first.get("sequence").longValue()).isZero();
      JsonNode accepted = anyone.result("sessionvm.AcceptSession", bob.accept(session));
      assertThat(accepted.get("status").textValue()).isEqualTo("active");
      JsonNode second = anyone.result("sessionvm.SendMessage", bob.send(session, "01"));
      assertThat(second.get("sequence").longValue()).isEqualTo(1);

      try (TestCaller reader = bob.login()) {
        JsonNode page =
            reader.result("sessionvm.GetMessages", TestCaller.object().put("sessionId", session));
        assertThat(page.get("nextSequence").longValue()).isEqualTo(2);
        assertThat(page.get("messages")).hasSize(2);
        JsonNode message = page.get("messages").get(0);
        assertThat(message.get("id")).isEqualTo(first.get("messageId"));
        assertThat(message.get("ciphertext").textValue()).isEqualTo("00ff");
        assertThat(message.get("sender").textValue()).isEqualTo(alice.id().toCb58());
        assertThat(message.get("timestamp").textValue()).isEqualTo("2026-11-23T02:51:34Z");
      }

      assertThat(anyone.result("sessionvm.CloseSession", bob.close(session)).get("success"))
          .isEqualTo(TestCaller.json("true"));
      JsonNode health = TestCaller.json(anyone.get("/health").body());
      assertThat(health.get("status").textValue()).isEqualTo("ok");
      assertThat(health.get("data").get("sessions").longValue()).isEqualTo(1);
    }
  }
}
