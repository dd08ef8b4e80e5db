package org.sessionvm.rpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.node.ChannelRequests;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** How large the keys of a channel may be, and how many are given at once. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class ChannelKeyLimitsTest {
  private static final int ENTRIES_MAX = 200;
  private static final int KEY_BYTES_MAX = 2_048;
  private static final int KEYS_BYTES_MAX = 262_144;

  /** So many of the largest keys are as much as there may be. */
  private static final int LARGEST_KEYS = KEYS_BYTES_MAX / KEY_BYTES_MAX;

  private TestNode node;
  private TestCaller anyone;
  private Person owner;
  private String channel;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
    owner = known();
    channel =
        anyone
            .result("sessionvm.CreateChannel", requests().create("lunch", 1))
            .get("channelId")
            .textValue();
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private ChannelRequests requests() {
    return new ChannelRequests(owner);
  }

  private Person known() {
    Person person = Person.of(node);
    anyone.result("sessionvm.RegisterIdentity", person.register());
    return person;
  }

  private Person member() {
    Person person = known();
    String invitation =
        anyone
            .result("sessionvm.InviteToChannel", requests().invite(channel, person))
            .get("invitation")
            .textValue();
    anyone.result("sessionvm.JoinChannel", new ChannelRequests(person).join(channel, invitation));
    return person;
  }

  private static Bytes bytes(int size) {
    return Bytes.fromHex("5a".repeat(size));
  }

  private int give(ObjectNode params) {
    return anyone.result("sessionvm.GiveChannelKey", params).get("missing").intValue();
  }

  private void assertRefused(ObjectNode params, String limit, int most) {
    JsonNode error = anyone.error("sessionvm.GiveChannelKey", params);
    assertThat(error.get("code").intValue()).isEqualTo(-32005);
    assertThat(error.get("message").textValue()).contains(limit).contains(String.valueOf(most));
    assertThat(error.at("/data/field").textValue()).isEqualTo(limit);
    assertThat(error.at("/data/limit").intValue()).isEqualTo(most);
  }

  @Test
  void aKeyHasSoManyBytes() {
    List<Person> alone = List.of(owner);

    assertRefused(
        requests().giveKey(channel, 1, alone, _ -> bytes(KEY_BYTES_MAX + 1)),
        "channelWrappedKeyBytesMax",
        KEY_BYTES_MAX);
    assertThat(give(requests().giveKey(channel, 1, alone, _ -> bytes(KEY_BYTES_MAX)))).isZero();
  }

  @Test
  void aPartHasSoManyEntriesAndBytes() {
    List<Person> members = new ArrayList<>(List.of(owner));
    IntStream.range(1, ENTRIES_MAX).forEach(_ -> members.add(member()));
    List<Person> some = members.subList(0, LARGEST_KEYS + 1);

    assertRefused(
        requests().giveKey(channel, 1, some, i -> bytes(i == 0 ? 1 : KEY_BYTES_MAX)),
        "channelWrappedKeysBytesMax",
        KEYS_BYTES_MAX);
    assertThat(
            give(
                requests()
                    .giveKey(
                        channel,
                        1,
                        some,
                        i -> bytes(i == 0 ? 1 : i == 1 ? KEY_BYTES_MAX - 1 : KEY_BYTES_MAX))))
        .isEqualTo(ENTRIES_MAX - some.size());

    List<Person> oneMore = new ArrayList<>(members);
    oneMore.add(known());
    assertRefused(
        requests().giveKey(channel, 2, oneMore, _ -> bytes(2)),
        "channelKeyEntriesMax",
        ENTRIES_MAX);
    assertThat(give(requests().giveKey(channel, 2, members, _ -> bytes(2)))).isZero();
  }
}
