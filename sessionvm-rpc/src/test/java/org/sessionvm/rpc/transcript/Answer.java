package org.sessionvm.rpc.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import org.sessionvm.rpc.node.TestCaller;

/** What a node said. */
record Answer(int status, String body) {
  /** In a few words, as the table of differences has it. */
  String summary() {
    if (body.startsWith("{\"status\"")) {
      return status + " health";
    }
    if (!body.startsWith("{") && !body.startsWith("[")) {
      return (status + " " + body.strip()).strip();
    }
    JsonNode json = TestCaller.json(body);
    if (json.isArray()) {
      return status + " batch of " + json.size();
    }
    JsonNode error = json.path("error");
    if (error.isObject()) {
      return status + " " + error.get("code");
    }
    return error.isTextual() ? status + " " + error.textValue() : status + " result";
  }
}
