package org.sessionvm.rpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.rpc.node.ChannelRequests;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Numbers and texts at and beyond the edge of what channels take. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class ChannelEdgesTest {
  private static final int MALFORMED = -32602;

  private TestNode node;
  private TestCaller anyone;
  private Person alice;
  private String channel;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
    alice = Person.of(node);
    anyone.result("sessionvm.RegisterIdentity", alice.register());
    channel = create(by(alice).create("lunch", 1));
    anyone.result("sessionvm.GiveChannelKey", by(alice).giveKey(channel, 1, alice));
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private static ChannelRequests by(Person person) {
    return new ChannelRequests(person);
  }

  private String create(ObjectNode params) {
    return anyone.result("sessionvm.CreateChannel", params).get("channelId").textValue();
  }

  private JsonNode read(String method, ObjectNode params) {
    // Each moment authenticates once.
    node.time().advance(1);
    try (TestCaller caller = alice.login()) {
      return caller.call("sessionvm." + method, params);
    }
  }

  private ObjectNode named() {
    return TestCaller.object().put("channelId", channel);
  }

  private void assertMalformed(String method, ObjectNode params, String field) {
    assertMalformed(anyone.call("sessionvm." + method, params), field);
  }

  private static void assertMalformed(JsonNode answer, String field) {
    assertThat(answer.at("/error/code").intValue()).as(answer.toString()).isEqualTo(MALFORMED);
    assertThat(answer.at("/error/data/field").textValue()).isEqualTo(field);
  }

  /** Signed as they are: of what has more than 32 bits the lowest are those of generation 1. */
  @ParameterizedTest
  @ValueSource(
      longs = {0, 0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L, 0x1_0000_0001L, Long.MAX_VALUE})
  void aGenerationThatThereCannotBeIsRefused(long generation) {
    assertOutOfRange(
        "SendChannelMessage", by(alice).send(channel, generation, "c0ffee"), "keyGeneration");
    assertOutOfRange("GiveChannelKey", by(alice).giveKey(channel, generation, alice), "generation");
    assertThat(key(generation).at("/error/code").intValue()).isEqualTo(-32001);
  }

  private void assertOutOfRange(String method, ObjectNode params, String field) {
    assertMalformed(method, params, field);
    assertThat(anyone.error("sessionvm." + method, params).get("message").textValue())
        .isEqualTo(field + ": must be from 1 to " + Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9223372036854775808", "18446744073709551617"})
  void aNumberThatIsNoneIsRefused(String number) {
    BigInteger value = new BigInteger(number);
    assertMalformed(
        "SendChannelMessage",
        by(alice).send(channel, 1, "c0ffee").put("keyGeneration", value),
        "keyGeneration");
    assertMalformed(
        "GiveChannelKey",
        by(alice).giveKey(channel, 2, alice).put("generation", value),
        "generation");
    assertMalformed(
        "DeleteChannelMessage", by(alice).delete(channel, 0).put("sequence", value), "sequence");
    assertMalformed(
        read(
            "GetChannelKey",
            named().put("participant", alice.id().toCb58()).put("generation", value)),
        "generation");
    assertMalformed(read("GetChannelMessages", named().put("fromSequence", value)), "fromSequence");
  }

  private JsonNode key(long generation) {
    ObjectNode params =
        named().put("participant", alice.id().toCb58()).put("generation", generation);
    return read("GetChannelKey", params);
  }

  /** Nothing is cut off, normalised or taken for a command: what was signed is what is shown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE channels; --",
        "\" OR \"\"=\"",
        "<script>alert(1)</script>",
        "${jndi:ldap://127.0.0.1/a}",
        "../../../../etc/passwd",
        "%00%0a{}[]\\",
        // A Cyrillic letter among Latin ones.
        "l\u0443nch",
        // Composed, and the same decomposed.
        "caf\u00e9",
        "cafe\u0301",
        " lunch ",
        "\u202ehcnul",
        "\ud83c\udf5c",
      })
  void aNameIsShownAsItWasSigned(String name) {
    String made = create(by(alice).create(name, 2));

    JsonNode shown = read("GetChannel", TestCaller.object().put("channelId", made));
    JsonNode listed =
        read(
            "ListChannels",
            TestCaller.object().put("participant", alice.id().toCb58()).put("relation", "owner"));

    assertThat(shown.at("/result/channel/name").textValue()).isEqualTo(name);
    assertThat(listed.at("/result/channels").findValuesAsText("name"))
        .containsExactlyInAnyOrder("lunch", name);
  }

  @Test
  void namesThatLookAlikeAreChannelsOfTheirOwn() {
    String latin = create(by(alice).create("lunch", 2));
    String cyrillic = create(by(alice).create("l\u0443nch", 2));

    assertThat(cyrillic).isNotEqualTo(latin).isNotEqualTo(channel);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "lun\u0000ch",
        "lun\nch",
        "lunch\r",
        "\u001b[31mlunch",
        "lunch\u007f",
        "lunch\u0085",
        "\ud83c",
        "lunch\udf5c",
      })
  void aNameThatIsNoTextIsRefused(String name) {
    assertMalformed("CreateChannel", by(alice).create("x", 2).put("name", name), "name");
  }

  @ParameterizedTest
  @CsvSource({"x, 64", "\u00e9, 32", "\ud83c\udf5c, 16"})
  void aNameHasSoManyBytes(String character, int most) {
    String longest = character.repeat(most);
    assertThat(longest.getBytes(StandardCharsets.UTF_8)).hasSize(64);

    create(by(alice).create(longest, 2));
    assertMalformed("CreateChannel", by(alice).create("x", 3).put("name", longest + "x"), "name");
  }

  @Test
  void aNameOfTenKilobytesIsRefusedWithoutBeingRepeated() {
    String name = "lunch".repeat(2_048);

    JsonNode answer =
        anyone.call("sessionvm.CreateChannel", by(alice).create("x", 2).put("name", name));

    assertMalformed(answer, "name");
    assertThat(answer.toString()).hasSizeLessThan(300);
  }

  @ParameterizedTest
  @CsvSource({
    "InviteToChannel, invitee",
    "InviteToChannel, channelId",
    "JoinChannel, invitation",
    "LeaveChannel, membership",
    "RemoveChannelMember, member",
    "ChangeChannelRole, role",
    "GiveChannelKey, entries",
    "SendChannelMessage, ciphertext",
    "CloseChannel, channelId",
  })
  void aTextThatIsNoneOfTheKindIsRefusedByName(String method, String field) {
    for (String text : new String[] {"' OR '1'='1", "\u0000", "7".repeat(10_241)}) {
      assertMalformed(method, params(method).put(field, text), field);
    }
  }

  private ObjectNode params(String method) {
    return switch (method) {
      case "InviteToChannel" -> by(alice).invite(channel, alice);
      case "JoinChannel" -> by(alice).join(channel, channel);
      case "LeaveChannel" -> by(alice).leave(channel, channel);
      case "RemoveChannelMember" -> by(alice).remove(channel, alice, channel);
      case "ChangeChannelRole" -> by(alice).changeRole(channel, alice, channel, "admin", 0);
      case "GiveChannelKey" -> by(alice).giveKey(channel, 2, alice);
      case "SendChannelMessage" -> by(alice).send(channel, 1, "c0ffee");
      default -> by(alice).close(channel);
    };
  }
}
