package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sessionvm.client.ChannelMembership;
import org.sessionvm.client.ChannelState;
import org.sessionvm.client.GivenKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.ChannelRole;

/** How channels, their members and their keys are shown. */
final class ChannelLines {
  private ChannelLines() {}

  /** On one line. */
  static void print(Output out, ChannelState channel) {
    out.print(summary(channel), json -> fill(json, channel));
  }

  /** With whose it is, and what can be read and sent. */
  static void printInFull(Output out, ChannelState channel) {
    out.print(
        summary(channel)
            + "\n  owner    "
            + channel.owner().toSessionHex()
            + "\n  created  "
            + channel.created()
            + "\n  messages "
            + channel.messageCount()
            + "\n  key      "
            + key(channel),
        json -> fill(json, channel));
  }

  private static String key(ChannelState channel) {
    if (channel.generation() == 0) {
      return "none: an admin gives one";
    }
    return channel.sendable() || channel.closed()
        ? String.valueOf(channel.generation())
        : channel.generation() + ", which somebody holds who has left: an admin gives another";
  }

  private static String summary(ChannelState channel) {
    return "%-50s  %-6s  %-7s  members: %d  %s"
        .formatted(
            channel.id(),
            channel.closed() ? "closed" : "open",
            role(channel),
            channel.members(),
            TerminalText.line(channel.name().text()));
  }

  private static String role(ChannelState channel) {
    return channel.role().map(ChannelRole::wireName).orElse("invited");
  }

  private static void fill(ObjectNode json, ChannelState channel) {
    json.put("channelId", channel.id().toCb58())
        .put("name", channel.name().text())
        .put("owner", channel.owner().toSessionHex())
        .put("status", channel.closed() ? "closed" : "open")
        .put("created", channel.created().toString())
        .put("members", channel.members())
        .put("messageCount", channel.messageCount())
        .put("generation", channel.generation())
        .put("sendable", channel.sendable())
        .put("role", role(channel));
    channel.invitation().ifPresent(id -> json.put("invitation", id.toCb58()));
  }

  static void print(Output out, ChannelMembership member) {
    out.print(
        "%s  %-6s  joined %s%s"
            .formatted(
                member.participant().toSessionHex(),
                member.role().wireName(),
                member.joined(),
                member.hasLatestKey() ? "" : ", lacks the latest key"),
        json ->
            json.put("participant", member.participant().toSessionHex())
                .put("role", member.role().wireName())
                .put("joined", member.joined().toString())
                .put("hasLatestKey", member.hasLatestKey()));
  }

  /** With the ids of all who got it: a node could have listed somebody else. */
  static void print(Output out, GivenKey key) {
    StringBuilder text = new StringBuilder("key " + key.generation() + " given to");
    key.members().stream()
        .map(ParticipantId::toSessionHex)
        .forEach(id -> text.append("\n  ").append(id));
    out.print(
        text.toString(),
        json -> {
          json.put("generation", key.generation());
          key.members().stream()
              .map(ParticipantId::toSessionHex)
              .forEach(json.putArray("members")::add);
        });
  }
}
