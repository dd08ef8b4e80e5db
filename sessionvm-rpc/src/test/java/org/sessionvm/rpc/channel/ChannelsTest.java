package org.sessionvm.rpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.ChannelRequests;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Channels over HTTP: who may do what, and what others see of it. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class ChannelsTest {
  private static final int MALFORMED = -32602;
  private static final int UNKNOWN = -32001;
  private static final int ENDED = -32002;
  private static final int UNAUTHORIZED = -32003;

  private TestNode node;
  private TestCaller anyone;
  private Person alice;
  private Person bob;
  private Person carol;
  private String channel;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
    alice = known();
    bob = known();
    carol = known();
    channel =
        anyone
            .result("sessionvm.CreateChannel", by(alice).create("lunch", 1))
            .get("channelId")
            .textValue();
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private Person known() {
    Person person = Person.of(node);
    anyone.result("sessionvm.RegisterIdentity", person.register());
    return person;
  }

  private static ChannelRequests by(Person person) {
    return new ChannelRequests(person);
  }

  private String invite(Person invitee) {
    // Each moment makes another invitation.
    node.time().advance(1);
    return anyone
        .result("sessionvm.InviteToChannel", by(alice).invite(channel, invitee))
        .get("invitation")
        .textValue();
  }

  private String join(Person person) {
    String invitation = invite(person);
    anyone.result("sessionvm.JoinChannel", by(person).join(channel, invitation));
    return invitation;
  }

  private int give(long generation, Person... members) {
    return anyone
        .result("sessionvm.GiveChannelKey", by(alice).giveKey(channel, generation, members))
        .get("missing")
        .intValue();
  }

  private int refusal(String method, ObjectNode params) {
    return anyone.error(method, params).get("code").intValue();
  }

  private ObjectNode named() {
    return TestCaller.object().put("channelId", channel);
  }

  private JsonNode read(Person reader, String method, ObjectNode params) {
    // Each moment authenticates once.
    node.time().advance(1);
    try (TestCaller caller = reader.login()) {
      return caller.call(method, params);
    }
  }

  private int readRefusal(Person reader, String method) {
    return read(reader, method, named()).at("/error/code").intValue();
  }

  private JsonNode key(Person member, long generation) {
    ObjectNode params =
        named().put("participant", member.id().toCb58()).put("generation", generation);
    return read(member, "sessionvm.GetChannelKey", params);
  }

  private long send(Person sender, long generation) {
    return anyone
        .result("sessionvm.SendChannelMessage", by(sender).send(channel, generation, "c0ffee"))
        .get("sequence")
        .longValue();
  }

  private int sendRefusal(Person sender, long generation) {
    return refusal("sessionvm.SendChannelMessage", by(sender).send(channel, generation, "bad0"));
  }

  @Test
  void strangersLearnNothing() {
    join(bob);
    give(1, alice, bob);

    for (String method :
        new String[] {
          "sessionvm.GetChannel", "sessionvm.GetChannelMembers", "sessionvm.GetChannelMessages",
        }) {
      assertThat(readRefusal(carol, method)).as(method).isEqualTo(UNAUTHORIZED);
      assertThat(refusal(method, named())).as(method).isEqualTo(UNAUTHORIZED);
      assertThat(readRefusal(bob, method)).as(method).isZero();
    }
    assertThat(key(carol, 1).at("/error/code").intValue()).isEqualTo(UNAUTHORIZED);
    assertThat(key(bob, 1).at("/result/wrappedKey").textValue()).isEqualTo("c0de");
    assertThat(sendRefusal(carol, 1)).isEqualTo(UNAUTHORIZED);
  }

  @Test
  void anInvitationShowsTheChannelAndNotItsMessages() {
    String invitation = invite(carol);

    JsonNode shown = read(carol, "sessionvm.GetChannel", named()).at("/result/channel");

    assertThat(shown.get("name").textValue()).isEqualTo("lunch");
    assertThat(shown.get("invitation").textValue()).isEqualTo(invitation);
    assertThat(shown.get("role").isNull()).isTrue();
    assertThat(readRefusal(carol, "sessionvm.GetChannelMessages")).isEqualTo(UNAUTHORIZED);
    assertThat(readRefusal(carol, "sessionvm.GetChannelMembers")).isEqualTo(UNAUTHORIZED);
  }

  @Test
  void whoIsRemovedReadsNothingThatComesAfter() {
    final String membership = join(bob);
    join(carol);
    give(1, alice, bob, carol);
    assertThat(send(bob, 1)).isZero();

    anyone.result("sessionvm.RemoveChannelMember", by(alice).remove(channel, bob, membership));

    assertThat(sendRefusal(alice, 1)).isEqualTo(MALFORMED);
    assertThat(sendRefusal(bob, 1)).isEqualTo(UNAUTHORIZED);
    assertThat(readRefusal(bob, "sessionvm.GetChannelMessages")).isEqualTo(UNAUTHORIZED);
    assertThat(key(bob, 1).at("/error/code").intValue()).isEqualTo(UNAUTHORIZED);
    assertThat(give(2, alice)).isOne();
    assertThat(sendRefusal(alice, 2)).isEqualTo(MALFORMED);
    assertThat(give(2, carol)).isZero();
    assertThat(send(carol, 2)).isOne();
  }

  @Test
  void whoJoinsHasNoOldKeyUnlessItIsGiven() {
    give(1, alice);
    send(alice, 1);
    give(2, alice);
    join(bob);

    assertThat(key(bob, 1).at("/error/code").intValue()).isEqualTo(UNKNOWN);
    assertThat(sendRefusal(bob, 2)).isEqualTo(MALFORMED);
    assertThat(give(2, bob)).isZero();
    assertThat(send(bob, 2)).isOne();
    assertThat(key(bob, 1).at("/error/code").intValue()).isEqualTo(UNKNOWN);
    assertThat(give(1, bob)).isZero();
    assertThat(key(bob, 1).at("/result/wrappedKey").textValue()).isEqualTo("c0de");
  }

  @Test
  void aRemovedMemberCannotBringItsInvitationOutAgain() {
    ObjectNode invite = by(alice).invite(channel, bob);
    String membership =
        anyone.result("sessionvm.InviteToChannel", invite).get("invitation").textValue();
    ObjectNode join = by(bob).join(channel, membership);
    anyone.result("sessionvm.JoinChannel", join);
    anyone.result("sessionvm.RemoveChannelMember", by(alice).remove(channel, bob, membership));

    // Answered as before, to no effect.
    anyone.result("sessionvm.InviteToChannel", invite);

    assertThat(refusal("sessionvm.JoinChannel", join)).isEqualTo(UNKNOWN);
  }

  @Test
  void anOldLeaveDoesNotEndALaterMembership() {
    String first = join(bob);
    ObjectNode leave = by(bob).leave(channel, first);
    anyone.result("sessionvm.LeaveChannel", leave);
    String second = join(bob);

    anyone.result("sessionvm.LeaveChannel", leave);

    assertThat(
            read(bob, "sessionvm.GetChannel", named()).at("/result/channel/membership").textValue())
        .isEqualTo(second);
  }

  @Test
  void rolesDecideWhoDoesWhat() {
    final String bobs = join(bob);
    final String carols = join(carol);
    ObjectNode byMember = by(bob).remove(channel, carol, carols);

    assertThat(refusal("sessionvm.RemoveChannelMember", byMember)).isEqualTo(UNAUTHORIZED);
    anyone.result(
        "sessionvm.ChangeChannelRole", by(alice).changeRole(channel, bob, bobs, "admin", 0));
    anyone.result("sessionvm.RemoveChannelMember", byMember);
    assertThat(refusal("sessionvm.CloseChannel", by(bob).close(channel))).isEqualTo(UNAUTHORIZED);
    anyone.result(
        "sessionvm.ChangeChannelRole", by(alice).changeRole(channel, bob, bobs, "owner", 1));
    assertThat(refusal("sessionvm.CloseChannel", by(alice).close(channel))).isEqualTo(UNAUTHORIZED);
    assertThat(refusal("sessionvm.LeaveChannel", by(bob).leave(channel, bobs)))
        .isEqualTo(UNAUTHORIZED);
    anyone.result("sessionvm.CloseChannel", by(bob).close(channel));
    node.time().advance(1);
    assertThat(refusal("sessionvm.InviteToChannel", by(alice).invite(channel, carol)))
        .isEqualTo(ENDED);
  }

  @Test
  void namesTheParameterAtFault() {
    String role = "boss";
    ObjectNode params = by(alice).changeRole(channel, bob, channel, "member", 0).put("role", role);

    assertThat(anyone.error("sessionvm.ChangeChannelRole", params).at("/data/field").textValue())
        .isEqualTo("role");
    assertThat(
            anyone
                .error("sessionvm.CreateChannel", by(alice).create("x", 1).put("name", ""))
                .at("/data/field")
                .textValue())
        .isEqualTo("name");
  }

  @Test
  void healthCountsChannels() {
    assertThat(anyone.result("sessionvm.Health", TestCaller.object()).get("channels").longValue())
        .isOne();
  }
}
