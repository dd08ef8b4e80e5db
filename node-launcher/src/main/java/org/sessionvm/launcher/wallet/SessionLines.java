package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sessionvm.client.SessionState;
import org.sessionvm.primitives.ParticipantId;

/** How a session is shown. */
final class SessionLines {
  private SessionLines() {}

  /** On one line. */
  static void print(Output out, SessionState session) {
    out.print(summary(session), json -> fill(json, session));
  }

  /** With everyone in it, and what was attached to it. */
  static void printInFull(Output out, SessionState session) {
    StringBuilder text = new StringBuilder(summary(session));
    for (int i = 0; i < session.participants().size(); i++) {
      text.append("\n  ")
          .append(session.participants().get(i).toSessionHex())
          .append(at(session.proved(), i) ? "  key proved" : "  KEY NOT PROVED")
          .append(at(session.accepted(), i) ? ", accepted" : ", has not accepted");
    }
    session
        .metadata()
        .forEach(
            (key, value) ->
                text.append(
                    "\n  %s = %s".formatted(TerminalText.line(key), TerminalText.line(value))));
    out.print(text.toString(), json -> fill(json, session));
  }

  private static boolean at(List<Boolean> flags, int index) {
    return index < flags.size() && flags.get(index);
  }

  private static String summary(SessionState session) {
    return "%-50s  %-7s  %d participants, expires %s"
        .formatted(
            session.id(),
            session.status().wireName(),
            session.participants().size(),
            session.expires());
  }

  private static void fill(ObjectNode json, SessionState session) {
    json.put("id", session.id().toCb58())
        .put("status", session.status().wireName())
        .put("created", session.created().toString())
        .put("expires", session.expires().toString());
    session.participants().stream()
        .map(ParticipantId::toSessionHex)
        .forEach(json.putArray("participants")::add);
    session.proved().forEach(json.putArray("proved")::add);
    session.accepted().forEach(json.putArray("accepted")::add);
    session.metadata().forEach(json.putObject("metadata")::put);
  }
}
