package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.sessionvm.primitives.SessionId;

/** What participants have acknowledged, told as if everyone asked as a stranger. */
final class FakeReceipts {
  private final JsonMapper json;
  private final Map<SessionId, Map<String, JsonNode>> marks = new HashMap<>();

  FakeReceipts(JsonMapper json) {
    this.json = json;
  }

  ObjectNode acknowledge(SessionId session, JsonNode params) {
    marks
        .computeIfAbsent(session, _ -> new HashMap<>())
        .put(params.path("participant").asText(), params);
    return json.createObjectNode().put("success", true);
  }

  ObjectNode of(SessionId session, JsonNode state) {
    Map<String, JsonNode> known = marks.getOrDefault(session, Map.of());
    ObjectNode answer = json.createObjectNode();
    var receipts = answer.putArray("receipts");
    for (JsonNode participant : state.path("participants")) {
      JsonNode mark = known.getOrDefault(participant.asText(), json.createObjectNode());
      ObjectNode receipt = receipts.addObject().put("delivered", mark.path("delivered").asLong());
      receipt.set("participant", participant);
      if (!mark.path("keepsPrivate").asBoolean()) {
        receipt.put("read", mark.path("read").asLong());
      }
    }
    return answer;
  }
}
