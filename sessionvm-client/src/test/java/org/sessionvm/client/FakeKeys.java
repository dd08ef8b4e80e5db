package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sessionvm.primitives.SessionId;

/** The keys of sessions, as they were given. */
final class FakeKeys {
  private final JsonMapper json;
  private final Map<SessionId, List<ObjectNode>> keys = new HashMap<>();

  FakeKeys(JsonMapper json) {
    this.json = json;
  }

  ObjectNode rotate(SessionId session, JsonNode params) {
    List<ObjectNode> given = keys.computeIfAbsent(session, _ -> new ArrayList<>());
    ObjectNode key = json.createObjectNode().put("generation", given.size() + 1);
    key.set("author", params.path("participant"));
    key.put("timestamp", FakeChain.EPOCH.toString()).set("entries", params.path("entries"));
    given.add(key);
    return json.createObjectNode().put("generation", given.size());
  }

  ObjectNode newest(SessionId session) {
    int count = keys.getOrDefault(session, List.of()).size();
    ObjectNode answer = json.createObjectNode();
    if (count == 0) {
      answer.putNull("key");
    } else {
      answer.set("key", numbered(session, count).path("key"));
    }
    return answer.put("generation", count);
  }

  ObjectNode numbered(SessionId session, int generation) {
    ObjectNode key = keys.getOrDefault(session, List.of()).get(generation - 1);
    return json.createObjectNode().set("key", key);
  }
}
