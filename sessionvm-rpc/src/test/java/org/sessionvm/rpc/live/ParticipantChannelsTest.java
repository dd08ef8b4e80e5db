package org.sessionvm.rpc.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestChannel;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.rpc.node.TestSocket;

/** What those are told of channels who follow a participant. */
@SuppressWarnings("NullAway.Init") // The channel is there before any test.
final class ParticipantChannelsTest {
  @AutoClose private final TestNode node = TestNode.start();
  @AutoClose private final TestCaller wallet = node.caller();
  @AutoClose private final TestSocket socket = TestSocket.to(node);
  private final Person alice = known();
  private final Person bob = known();
  private TestChannel channel;

  private Person known() {
    Person person = Person.of(node);
    wallet.result("sessionvm.RegisterIdentity", person.register());
    return person;
  }

  @BeforeEach
  void begin() {
    channel = TestChannel.create(wallet, alice);
    channel.giveKey(1, alice);
  }

  private static ObjectNode of(Person person) {
    return TestCaller.object().put("topic", "participant").put("participant", person.id().toCb58());
  }

  private void follow(Person person) {
    socket.login(person);
    socket.result("sessionvm.Subscribe", of(person));
  }

  private JsonNode event(String name) {
    JsonNode event = socket.event();
    assertThat(event.get("event").textValue()).as("%s", event).isEqualTo(name);
    assertThat(event.get("channelId").textValue()).isEqualTo(channel.id());
    return event;
  }

  private JsonNode changed() {
    return event("channel").get("channel");
  }

  /** Whatever happened before would have been told by the time that this is. */
  private void assertNothingMore() {
    // Each moment makes another session.
    node.time().advance(1);
    wallet.result("sessionvm.CreateSession", bob.create(alice));
    JsonNode next = socket.event();
    assertThat(next.get("event").textValue()).as("%s", next).isEqualTo("session");
    assertThat(socket.isQuiet()).isTrue();
  }

  @Test
  void tellsWhoIsInvitedAndNothingThatIsForMembers() {
    follow(bob);
    String invitation = channel.invite(bob);
    assertThat(changed().get("invitation").textValue()).isEqualTo(invitation);
    channel.send(alice, 1, "00");
    assertNothingMore();
    channel.remove(bob, invitation);
    assertThat(event("channel").has("channel")).isFalse();
    assertNothingMore();
  }

  @Test
  void tellsAMemberOfMessagesAndOfEverythingElse() {
    String bobs = channel.invite(bob);
    follow(bob);
    channel.join(bob, bobs);
    assertThat(changed().get("role").textValue()).isEqualTo("member");
    channel.giveKey(1, bob);
    assertThat(changed().get("generation").longValue()).isEqualTo(1);
    channel.send(alice, 1, "aa");
    assertThat(event("channelMessage").at("/message/ciphertext").textValue()).isEqualTo("aa");
    channel.changeRole(bob, bobs, "admin");
    assertThat(changed().get("role").textValue()).isEqualTo("admin");
    channel.close();
    assertThat(changed().get("status").textValue()).isEqualTo("closed");
    assertNothingMore();
  }

  @Test
  void tellsWhoIsRemovedThatAndNothingThatCameAfter() {
    String bobs = channel.take(bob);
    channel.giveKey(1, bob);
    follow(bob);
    channel.remove(bob, bobs);
    JsonNode removed = event("channel");
    assertThat(removed.has("channel")).as("%s", removed).isFalse();
    channel.giveKey(2, alice);
    channel.send(alice, 2, "02");
    channel.close();
    assertNothingMore();
  }

  @Test
  void tellsAnOwnerOfANewChannel() {
    follow(bob);
    channel = TestChannel.create(wallet, bob);
    assertThat(changed().get("role").textValue()).isEqualTo("owner");
    assertNothingMore();
  }

  /** More than are in the channel, so that the members are gone through instead. */
  @Test
  void tellsMembersAndInviteesHoweverManyFollowOthers() {
    channel.take(bob);
    channel.giveKey(1, bob);
    Person carol = known();
    channel.invite(carol);
    follow(bob);
    List<TestSocket> others = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Person person = i == 0 ? carol : known();
        TestSocket other = TestSocket.to(node).login(person);
        others.add(other);
        other.result("sessionvm.Subscribe", of(person));
      }
      channel.send(alice, 1, "00");
      assertThat(event("channelMessage").at("/message/sequence").longValue()).isZero();
      channel.close();
      assertThat(changed().get("status").textValue()).isEqualTo("closed");
      JsonNode seen = others.getFirst().event();
      assertThat(seen.at("/channel/status").textValue()).as("%s", seen).isEqualTo("closed");
      assertNothingMore();
      assertThat(others).allMatch(TestSocket::isQuiet);
    } finally {
      others.forEach(TestSocket::close);
    }
  }
}
