package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelRole;

/** Answers about channels. */
final class ChannelAnswers {
  private ChannelAnswers() {}

  static ChannelState channel(JsonNode json) {
    JsonFields fields = new JsonFields(json);
    return new ChannelState(
        fields.parsed("id", ChannelId::fromCb58),
        fields.parsed("name", ChannelName::new),
        fields.parsed("owner", ParticipantId::parse),
        fields.text("status").equals("closed"),
        fields.time("created"),
        atMost(fields, "members", Channel.MEMBERS_MAX),
        fields.count("messageCount"),
        atMost(fields, "generation", ChannelKey.GENERATIONS_MAX),
        atMost(fields, "latestGeneration", ChannelKey.GENERATIONS_MAX),
        fields.flag("sendable"),
        fields.optionalText("role").map(_ -> fields.parsed("role", ChannelAnswers::role)),
        transaction(fields, "membership"),
        transaction(fields, "invitation"));
  }

  static ChannelMembership member(JsonNode json) {
    JsonFields fields = new JsonFields(json);
    return new ChannelMembership(
        fields.parsed("participant", ParticipantId::parse),
        fields.parsed("role", ChannelAnswers::role),
        fields.parsed("membership", TransactionId::fromCb58),
        fields.time("joined"),
        fields.flag("hasKey"));
  }

  static ShownChannelKey key(JsonNode json) {
    JsonFields fields = new JsonFields(json);
    return new ShownChannelKey(
        atMost(fields, "generation", ChannelKey.GENERATIONS_MAX),
        fields.parsed("giver", ParticipantId::parse),
        fields.hex("wrappedKey"),
        fields.parsed("author", ParticipantId::parse),
        fields.hex("proof"));
  }

  static ToldPage<PostedMessage> messages(JsonNode json) {
    JsonFields fields = new JsonFields(json);
    return new ToldPage<>(
        fields.list("messages", ChannelAnswers::message), fields.count("nextSequence"));
  }

  static PostedMessage message(JsonNode json) {
    JsonFields fields = new JsonFields(json);
    return new PostedMessage(
        fields.parsed("id", TransactionId::fromCb58),
        fields.parsed("channelId", ChannelId::fromCb58),
        fields.parsed("sender", ParticipantId::parse),
        Answers.generation(fields),
        fields.hex("ciphertext"),
        fields.hex("signature"),
        Answers.millis(fields),
        fields.count("sequence"));
  }

  static ChannelRole role(String wireName) {
    return Arrays.stream(ChannelRole.values())
        .filter(role -> role.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no role of that name"));
  }

  static int atMost(JsonFields fields, String name, int most) {
    long count = fields.count(name);
    if (count > most) {
      throw new ClientException.ProtocolViolation("\"" + name + "\" is more than " + most);
    }
    return (int) count;
  }

  private static Optional<TransactionId> transaction(JsonFields fields, String name) {
    return fields.optionalText(name).map(_ -> fields.parsed(name, TransactionId::fromCb58));
  }
}
