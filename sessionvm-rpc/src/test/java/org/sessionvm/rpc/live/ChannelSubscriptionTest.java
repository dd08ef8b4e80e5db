package org.sessionvm.rpc.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestChannel;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.rpc.node.TestSocket;
import org.sessionvm.vm.StateReader;

/** What those are told who follow a channel. */
@SuppressWarnings("NullAway.Init") // The channel is there before any test.
final class ChannelSubscriptionTest {
  private static final int UNAUTHORIZED = -32003;

  @AutoClose private final TestNode node = TestNode.start();
  @AutoClose private final TestCaller wallet = node.caller();
  @AutoClose private final TestSocket socket = TestSocket.to(node);
  private final Person alice = known();
  private final Person bob = known();
  private final Person carol = known();
  private TestChannel channel;
  private String bobs;

  private Person known() {
    Person person = Person.of(node);
    wallet.result("sessionvm.RegisterIdentity", person.register());
    return person;
  }

  @BeforeEach
  void begin() {
    channel = TestChannel.create(wallet, alice);
    bobs = channel.take(bob);
    channel.giveKey(1, alice, bob);
    channel.send(alice, 1, "00");
    channel.send(bob, 1, "01");
  }

  private ObjectNode topic() {
    return channel.named().put("topic", "channel");
  }

  private void follow(Person person, long fromSequence) {
    socket.login(person);
    socket.result("sessionvm.Subscribe", topic().put("fromSequence", fromSequence));
  }

  private JsonNode event(String name) {
    JsonNode event = socket.event();
    assertThat(event.get("event").textValue()).as("%s", event).isEqualTo(name);
    assertThat(event.get("channelId").textValue()).isEqualTo(channel.id());
    return event;
  }

  private void assertMessage(String ciphertext, long sequence) {
    JsonNode message = event("channelMessage").get("message");
    assertThat(message.get("ciphertext").textValue()).isEqualTo(ciphertext);
    assertThat(message.get("sequence").longValue()).isEqualTo(sequence);
  }

  private void assertEnded(String reason, long nextSequence) {
    JsonNode event = event("ended");
    assertThat(event.get("reason").textValue()).isEqualTo(reason);
    assertThat(event.get("nextSequence").longValue()).isEqualTo(nextSequence);
  }

  /** Whatever happened before would have been told by the time that a session's message is. */
  private void assertNothingMore(Person person) {
    String session =
        wallet
            .result("sessionvm.CreateSession", person.create(alice.equals(person) ? bob : alice))
            .get("sessionId")
            .textValue();
    socket.result(
        "sessionvm.Subscribe",
        TestCaller.object().put("topic", "session").put("sessionId", session));
    wallet.result("sessionvm.SendMessage", person.send(session, "ff"));
    JsonNode next = socket.event();
    assertThat(next.get("event").textValue()).as("%s", next).isEqualTo("message");
    assertThat(socket.isQuiet()).isTrue();
  }

  @Test
  void tellsWhatIsStoredAndThenWhatComesAsTheMethodsShowIt() {
    socket.login(bob);
    JsonNode subscribed = socket.result("sessionvm.Subscribe", topic().put("fromSequence", 1));
    assertThat(subscribed.get("fromSequence").longValue()).isEqualTo(1);
    JsonNode first = event("channelMessage").get("message");
    channel.send(alice, 1, "02");
    JsonNode second = event("channelMessage").get("message");

    JsonNode read =
        socket.result("sessionvm.GetChannelMessages", channel.named().put("fromSequence", 1));
    assertThat(read.get("messages")).containsExactly(first, second);
    channel.close();
    assertThat(event("channel").get("channel"))
        .isEqualTo(socket.result("sessionvm.GetChannel", channel.named()).get("channel"));
    assertNothingMore(bob);
  }

  @Test
  void beginsWithTheNextMessageUnlessItIsAskedForMore() {
    socket.login(alice);
    JsonNode subscribed = socket.result("sessionvm.Subscribe", topic());
    assertThat(subscribed.get("fromSequence").longValue()).isEqualTo(2);
    channel.send(bob, 1, "02");
    assertMessage("02", 2);
  }

  /** Pages of what is stored and what is being sent, one after the other. */
  @Test
  void tellsEachMessageOnceAndInOrderWhileOthersCome() {
    int messages = 4 * Feed.MESSAGES_MAX;
    for (int i = 2; i < messages / 2; i++) {
      channel.send(alice, 1, "%04x".formatted(i));
    }
    socket.login(bob);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              for (int i = messages / 2; i < messages; i++) {
                channel.send(alice, 1, "%04x".formatted(i));
              }
            });
    socket.result("sessionvm.Subscribe", topic().put("fromSequence", 0));
    for (int i = 0; i < messages; i++) {
      assertThat(event("channelMessage").at("/message/sequence").longValue()).isEqualTo(i);
    }
    sending.join();
    assertNothingMore(bob);
  }

  @Test
  void tellsWhateverElseChangesAndNothingTwice() {
    follow(bob, 2);
    String carols = channel.invite(carol);
    channel.join(carol, carols);
    assertThat(event("channel").at("/channel/members").intValue()).isEqualTo(3);
    channel.changeRole(bob, bobs, "admin");
    assertThat(event("channel").at("/channel/role").textValue()).isEqualTo("admin");
    channel.giveKey(2, alice);
    JsonNode pending = event("channel").get("channel");
    assertThat(pending.get("latestGeneration").longValue()).isEqualTo(2);
    assertThat(pending.get("missing").intValue()).isEqualTo(2);
    channel.giveKey(2, bob, carol);
    assertThat(event("channel").at("/channel/generation").longValue()).isEqualTo(2);
    channel.send(alice, 2, "02");
    assertMessage("02", 2);
    channel.invite(known());
    channel.remove(carol, carols);
    assertThat(event("channel").at("/channel/sendable").booleanValue()).isFalse();
    channel.changeRole(bob, bobs, "owner");
    JsonNode handed = event("channel").get("channel");
    assertThat(handed.get("owner").textValue()).isEqualTo(bob.id().toCb58());
    assertThat(handed.get("role").textValue()).isEqualTo("owner");
    assertNothingMore(bob);
  }

  /** Nothing else of the channel changes by that. */
  @Test
  void tellsWhoJoinedThatItWasGivenTheCurrentKey() {
    channel.take(carol);
    follow(carol, 2);
    channel.giveKey(1, carol);
    assertThat(event("channel").at("/channel/generation").longValue()).isEqualTo(1);
    assertNothingMore(carol);
  }

  @Test
  void endsForWhoIsRemovedAndTellsItNothingThatCameAfter() {
    follow(bob, 0);
    assertMessage("00", 0);
    assertMessage("01", 1);
    channel.remove(bob, bobs);
    assertEnded("not a member of the channel", 2);
    channel.giveKey(2, alice);
    channel.send(alice, 2, "02");
    assertNothingMore(bob);
    assertThat(code(topic())).isEqualTo(UNAUTHORIZED);
  }

  @Test
  void endsForWhoLeaves() {
    follow(bob, 5);
    channel.leave(bob, bobs);
    assertEnded("not a member of the channel", 5);
  }

  /** Read later than it happened, as by somebody who is slow. */
  @Test
  void endsForWhoLeftAndCameBackBeforeItWasTold() {
    Topic.OfChannel topic =
        new Topic.OfChannel(ChannelId.fromCb58(channel.id()), Optional.of(bob.id()), 2);
    ChannelFeed feed;
    try (StateReader state = node.vm().read()) {
      feed = ChannelFeed.of(state, topic);
    }
    channel.remove(bob, bobs);
    channel.giveKey(2, alice);
    channel.send(alice, 2, "02");
    channel.take(bob);
    assertThat(next(feed)).containsExactly(feed.ended(EndReason.NOT_A_MEMBER));
  }

  private Iterable<Event> next(Feed feed) {
    try (StateReader state = node.vm().read()) {
      return feed.next(state).events();
    }
  }

  @Test
  void endsWhenTheChannelIsGone() {
    Topic.OfChannel topic =
        new Topic.OfChannel(ChannelId.fromCb58(channel.id()), Optional.of(bob.id()), 2);
    ChannelFeed feed;
    try (StateReader state = node.vm().read()) {
      feed = ChannelFeed.of(state, topic);
    }
    channel.close();
    assertThat(next(feed)).hasSize(1).first().isInstanceOf(Event.ChannelChanged.class);
    node.time().advance(Duration.ofDays(node.vm().rules().retentionDays() + 1L).toMillis());
    assertThat(next(feed)).containsExactly(feed.ended(EndReason.CHANNEL_GONE));
  }

  @Test
  void endsASubscriptionWhoseProofHasExpiredAndSaysWhereToGoOn() {
    follow(bob, 2);
    node.time().advance(16 * 60_000);
    channel.send(alice, 1, "02");
    assertEnded("unauthorized", 2);
    follow(bob, 2);
    assertMessage("02", 2);
  }

  private int code(ObjectNode params) {
    return socket.error("sessionvm.Subscribe", params).get("code").intValue();
  }

  @Test
  void refusesWhomGetChannelMessagesRefuses() {
    assertThat(code(topic())).isEqualTo(UNAUTHORIZED);
    socket.login(carol);
    JsonNode stranger = socket.error("sessionvm.Subscribe", topic());
    assertThat(stranger)
        .isEqualTo(socket.error("sessionvm.GetChannelMessages", channel.named()))
        .isNotEmpty();
    channel.invite(carol);
    assertThat(socket.error("sessionvm.Subscribe", topic())).isEqualTo(stranger);
    assertThat(stranger.get("code").intValue()).isEqualTo(UNAUTHORIZED);

    ObjectNode unknown = topic().put("channelId", alice.id().toCb58());
    assertThat(code(unknown)).isEqualTo(-32001);
    assertThat(code(TestCaller.object().put("topic", "channel"))).isEqualTo(-32602);
    socket.login(bob);
    assertThat(code(topic().put("fromSequence", -1))).isEqualTo(-32602);
  }

  @Test
  void asksNobodyForProofInAnOpenChain() {
    try (TestNode open = TestNode.options().open().start();
        TestCaller anyone = open.caller();
        TestSocket reader = TestSocket.to(open)) {
      Person owner = Person.of(open);
      TestChannel unproved = TestChannel.create(anyone, owner);
      unproved.giveKey(1, owner);
      unproved.send(owner, 1, "00");
      reader.result(
          "sessionvm.Subscribe", unproved.named().put("topic", "channel").put("fromSequence", 0));
      assertThat(reader.event().at("/message/ciphertext").textValue()).isEqualTo("00");
      unproved.close();
      JsonNode closed = reader.event().get("channel");
      assertThat(closed.get("status").textValue()).isEqualTo("closed");
      assertThat(closed.get("role").isNull()).isTrue();
    }
  }
}
