package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Answers of {@code QueryMessages}; a page looks at two places, deleted messages included. */
record FakeHistory(JsonMapper json) {
  static final String DELETED = "deleted";

  ObjectNode page(JsonNode params, List<ObjectNode> log) {
    List<ObjectNode> asked = log.stream().filter(message -> isOfTime(params, message)).toList();
    List<ObjectNode> ordered =
        params.path("order").asText().equals("desc") ? asked.reversed() : asked;
    int from = params.path("cursor").asInt();
    int to = Math.min(ordered.size(), from + FakeChain.PAGE);
    ObjectNode page = json.createObjectNode();
    page.putArray("messages").addAll(kept(ordered.subList(from, to)));
    return to < ordered.size()
        ? page.put("nextCursor", String.valueOf(to))
        : page.putNull("nextCursor");
  }

  static List<ObjectNode> kept(List<ObjectNode> messages) {
    return messages.stream().filter(message -> !message.has(DELETED)).toList();
  }

  private static boolean isOfTime(JsonNode params, ObjectNode message) {
    long millis = Instant.parse(message.path("timestamp").asText()).toEpochMilli();
    return params.path("from").asLong() <= millis && millis <= params.path("until").asLong();
  }
}
