package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/** Answers about handles. */
final class HandleAnswers {
  private HandleAnswers() {}

  static HandleChat chat(JsonNode json) {
    JsonFields fields = new JsonFields(json);
    return new HandleChat(
        fields.parsed("sessionId", SessionId::fromCb58),
        fields.parsed("status", Answers::status),
        new RegisteredHandle(
            fields.parsed("otherHandle", HandleName::new),
            fields.parsed("otherIncarnation", IncarnationId::fromCb58),
            fields.parsed("otherOwner", ParticipantId::fromCb58)),
        fields.time("lastMessageTime"),
        json.path("lastSequence").isNull()
            ? OptionalLong.empty()
            : OptionalLong.of(fields.count("lastSequence")),
        fields.count("unread"),
        fields.flag("blocked"));
  }
}
