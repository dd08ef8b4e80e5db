package org.sessionvm.launcher.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.transaction.ReadAuthentication;

/** What a node shows one participant of a channel, a line for each answer. */
final class ChannelReadings {
  /** Small, so that a few messages have several pages. */
  private static final int PAGE = 2;

  private final RawNode node;
  private final Identity reader;
  private final ChannelId channel;

  private interface Answer {
    Object read() throws IOException, InterruptedException;
  }

  ChannelReadings(RawNode node, ChainId chain, Identity reader, ChannelId channel)
      throws IOException, InterruptedException {
    this.node = node;
    this.reader = reader;
    this.channel = channel;
    node.authorize(authenticate(node, chain, reader));
  }

  private static String authenticate(RawNode node, ChainId chain, Identity reader)
      throws IOException, InterruptedException {
    long millis = System.currentTimeMillis();
    Bytes signed = ReadAuthentication.signingBytes(chain, reader.participant(), millis);
    return node.call(
            "Authenticate",
            Map.of(
                "participant", reader.sessionId(),
                "timestamp", millis,
                "signature", reader.sign(signed).toHex()))
        .get("token")
        .asText();
  }

  static String words(Object... words) {
    return Arrays.stream(words).map(Object::toString).collect(Collectors.joining(" "));
  }

  private static String words(JsonNode object, String... fields) {
    return words(Arrays.stream(fields).map(field -> object.get(field).asText()).toArray());
  }

  /** In the words of {@link ChannelFacts}, with keys up to {@code generations}. */
  List<String> lines(int generations) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.add("channel " + orCode(this::channel));
    lines.add("relations " + relations());
    lines.add("members " + orCode(this::members));
    for (int i = 1; i <= generations; i++) {
      int generation = i;
      lines.add("key " + generation + " " + orCode(() -> key(generation)));
    }
    lines.add("messages " + orCode(this::messages));
    return lines;
  }

  private static Object orCode(Answer answer) throws IOException, InterruptedException {
    try {
      return answer.read();
    } catch (RawNode.Refused e) {
      return e.code();
    }
  }

  private JsonNode call(String method, Map<String, ?> more)
      throws IOException, InterruptedException {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("channelId", channel.toCb58());
    return node.call(method, parameters);
  }

  private Object channel() throws IOException, InterruptedException {
    return words(
        call("GetChannel", Map.of()).get("channel"),
        "id",
        "name",
        "owner",
        "status",
        "members",
        "messageCount",
        "generation",
        "latestGeneration",
        "missing",
        "sendable",
        "role",
        "membership",
        "invitation");
  }

  private List<String> relations() throws IOException, InterruptedException {
    List<String> relations = new ArrayList<>();
    for (String relation : List.of("owner", "member", "invited")) {
      JsonNode listed =
          node.call(
              "ListChannels",
              Map.of("participant", reader.sessionId(), "relation", relation, "limit", 1000));
      for (JsonNode found : listed.get("channels")) {
        if (found.get("id").asText().equals(channel.toCb58())) {
          relations.add(relation);
        }
      }
    }
    return relations;
  }

  private Object members() throws IOException, InterruptedException {
    JsonNode members = call("GetChannelMembers", Map.of()).get("members");
    return StreamSupport.stream(members.spliterator(), false)
        .map(member -> words(member, "participant", "role", "membership", "hasKey"))
        .toList();
  }

  private Object key(int generation) throws IOException, InterruptedException {
    JsonNode key =
        call("GetChannelKey", Map.of("participant", reader.sessionId(), "generation", generation));
    return words(key, "giver", "wrappedKey", "author", "proof");
  }

  private Object messages() throws IOException, InterruptedException {
    List<String> messages = new ArrayList<>();
    for (long next = 0; ; ) {
      JsonNode page = call("GetChannelMessages", Map.of("fromSequence", next, "limit", PAGE));
      for (JsonNode message : page.get("messages")) {
        messages.add(words(message, "sequence", "id", "sender", "keyGeneration", "ciphertext"));
      }
      long after = page.get("nextSequence").asLong();
      if (after == next) {
        return messages + " of " + next;
      }
      next = after;
    }
  }
}
