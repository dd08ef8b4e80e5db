package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.sessionvm.client.HandleChat;
import org.sessionvm.client.RegisteredHandle;
import org.sessionvm.client.SecureSession;
import org.sessionvm.primitives.ParticipantId;

/** How handles and their chats are shown. */
final class HandleLines {
  private HandleLines() {}

  static void print(Output out, RegisteredHandle handle) {
    print(out, handle, Map.of());
  }

  /** With the id, which alone says who it is. */
  static void print(Output out, RegisteredHandle handle, Map<String, String> profile) {
    StringBuilder text = new StringBuilder(handle.name().text());
    text.append("  ").append(handle.owner().toSessionHex());
    profile.forEach(
        (key, value) ->
            text.append("\n  %s = %s".formatted(TerminalText.line(key), TerminalText.line(value))));
    out.print(
        text.toString(),
        json -> {
          fill(json, handle);
          profile.forEach(json.putObject("profile")::put);
        });
  }

  private static void fill(ObjectNode json, RegisteredHandle handle) {
    json.put("handle", handle.name().text())
        .put("incarnation", handle.incarnation().toCb58())
        .put("owner", handle.owner().toSessionHex());
  }

  /** With the ids of all in it: a node could have given a handle to somebody else. */
  static void printOpened(Output out, SecureSession session) {
    StringBuilder text = new StringBuilder(session.id().toCb58());
    session.state().participants().stream()
        .map(ParticipantId::toSessionHex)
        .forEach(id -> text.append("\n  ").append(id));
    out.print(
        text.toString(),
        json -> {
          json.put("sessionId", session.id().toCb58());
          session.state().participants().stream()
              .map(ParticipantId::toSessionHex)
              .forEach(json.putArray("participants")::add);
        });
  }

  static void print(Output out, HandleChat chat) {
    out.print(
        "%-50s  %-7s  %-32s  %d unread, last message %s%s"
            .formatted(
                chat.session(),
                chat.status().wireName(),
                chat.other().name().text(),
                chat.unread(),
                chat.lastMessage(),
                chat.blocked() ? ", blocked" : ""),
        json -> {
          json.put("sessionId", chat.session().toCb58())
              .put("status", chat.status().wireName())
              .put("unread", chat.unread())
              .put("lastMessageTime", chat.lastMessage().toString())
              .put("blocked", chat.blocked());
          fill(json.putObject("other"), chat.other());
        });
  }
}
