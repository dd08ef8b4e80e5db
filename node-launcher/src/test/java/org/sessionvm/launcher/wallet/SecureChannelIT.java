package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ChannelMembership;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.LiveMessages;
import org.sessionvm.client.Plaintext;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.state.ChannelRole;

/** What members of a channel can read and what nobody can make them believe, on a real node. */
class SecureChannelIT {
  @TempDir private static Path directory;

  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final Identity CAROL = Identity.generate();

  private static ChildNode node;
  private static SessionClient client;
  private static SessionProvider provider;

  @BeforeAll
  static void start() throws IOException {
    node = ChildNode.start(directory.resolve("data"), List.of());
    client = SessionClient.connect(node.url(), ClientSettings.DEFAULT);
    provider = new SessionProvider(client);
    List.of(ALICE, BOB, CAROL).forEach(client::registerIdentity);
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
    List.of(ALICE, BOB, CAROL).forEach(Identity::close);
  }

  /** Of Alice and others, who all have its key. */
  private static SecureChannel channel(Identity... others) {
    SecureChannel channel = provider.createChannel(ALICE, new ChannelName("lunch"));
    for (Identity other : others) {
      join(channel, other);
    }
    if (others.length > 0) {
      channel.rotateKey();
    }
    return channel;
  }

  private static void join(SecureChannel channel, Identity other) {
    channel.invite(other.participant());
    client.channels().join(other, channel.id());
  }

  private static SecureChannel of(Identity member, SecureChannel channel) {
    return provider.openChannel(member, channel.id());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> read(SecureChannel channel) {
    List<String> seen = new ArrayList<>();
    for (ReceivedMessage message : channel.messages(0)) {
      seen.add(
          switch (message) {
            case ReceivedMessage.Opened opened -> text(opened);
            case ReceivedMessage.SentByReader _ -> "own";
            case ReceivedMessage.Rejected rejected -> rejected.reason().name();
            case ReceivedMessage.Missing gap -> gap.sequence() + "-" + gap.nextSequence();
          });
    }
    return seen;
  }

  private static String text(ReceivedMessage message) {
    return text((ReceivedMessage.Opened) message);
  }

  private static String text(ReceivedMessage.Opened opened) {
    try (Plaintext plaintext = opened.plaintext()) {
      return plaintext.text().orElseThrow();
    }
  }

  @Test
  void everyMemberReadsWhatAnyOfThemSends() {
    SecureChannel alice = channel(BOB, CAROL);
    SecureChannel bob = of(BOB, alice);
    bob.send(utf8("soup?"));
    alice.send(utf8("soup."));

    for (Identity reader : List.of(ALICE, BOB, CAROL)) {
      assertThat(read(of(reader, alice))).containsExactly("soup?", "soup.");
    }
    bob.deleteMessage(0);
    assertThat(read(of(CAROL, alice))).containsExactly("0-1", "soup.");
  }

  @Test
  void whoJoinsReadsNothingThatCameBeforeUnlessItIsGiven() {
    SecureChannel alice = channel(BOB);
    alice.send(utf8("before"));
    join(alice, CAROL);
    SecureChannel carol = of(CAROL, alice);

    assertThat(read(carol)).containsExactly("NO_KEY");
    assertThatThrownBy(() -> carol.send(utf8("hello")))
        .isInstanceOf(ClientException.NoChannelKey.class);

    assertThat(alice.rotateKey().members())
        .containsExactlyInAnyOrder(ALICE.participant(), BOB.participant(), CAROL.participant());
    carol.send(utf8("hello"));
    assertThat(read(carol)).containsExactly("NO_KEY", "hello");
    // Generation 1 was Alice's alone, 2 has the message from before, 3 is Carol's already.
    assertThat(alice.givePastKeys(CAROL.participant())).isEqualTo(2);
    assertThat(alice.givePastKeys(CAROL.participant())).isZero();
    assertThat(read(carol)).containsExactly("before", "hello");
  }

  @Test
  void whoIsRemovedReadsNothingThatComesAfter() {
    SecureChannel alice = channel(BOB, CAROL);
    SecureChannel bob = of(BOB, alice);
    bob.send(utf8("with Carol"));
    SecureChannel carol = of(CAROL, alice);
    assertThat(read(carol)).containsExactly("with Carol");

    assertThat(alice.remove(CAROL.participant()).members())
        .containsExactlyInAnyOrder(ALICE.participant(), BOB.participant());
    // Bob's wallet had the old key in mind, which nothing may be sent under.
    bob.send(utf8("without Carol"));

    assertThat(read(of(BOB, alice))).containsExactly("with Carol", "without Carol");
    assertThatThrownBy(() -> read(carol)).isInstanceOf(ClientException.Unauthorized.class);
    assertThatThrownBy(() -> carol.send(utf8("me?")))
        .isInstanceOf(ClientException.Unauthorized.class);
  }

  @Test
  void anAdminGivesAKeyWhereOneIsNeededAndAMemberWaits() {
    SecureChannel alice = channel(BOB, CAROL);
    SecureChannel bob = of(BOB, alice);
    of(CAROL, alice).leave();

    assertThatThrownBy(() -> bob.send(utf8("alone?")))
        .isInstanceOf(ClientException.NoChannelKey.class);
    assertThatThrownBy(bob::rotateKey).isInstanceOf(ClientException.Unauthorized.class);
    alice.send(utf8("now there are two"));
    bob.send(utf8("so it is"));
    assertThat(read(bob)).containsExactly("now there are two", "so it is");

    alice.changeRole(BOB.participant(), ChannelRole.ADMIN);
    assertThat(bob.rotateKey().generation()).isEqualTo(4);
    alice.changeRole(BOB.participant(), ChannelRole.OWNER);
    assertThat(bob.state().owner()).isEqualTo(BOB.participant());
    alice.leave();
    bob.send(utf8("mine"));
    assertThat(read(bob)).containsExactly("now there are two", "so it is", "mine");
    bob.close();
    assertThatThrownBy(() -> bob.send(utf8("late")))
        .isInstanceOf(ClientException.SessionEnded.class);
  }

  @Test
  void tellsWhatComesUntilOneIsRemoved() {
    SecureChannel alice = channel(BOB, CAROL);
    alice.send(utf8("stored"));
    try (LiveMessages live = of(BOB, alice).listen(OptionalLong.of(0))) {
      Iterator<ReceivedMessage> messages = live.iterator();
      assertThat(text(messages.next())).isEqualTo("stored");
      of(CAROL, alice).send(utf8("live"));
      assertThat(text(messages.next())).isEqualTo("live");
      alice.rotateKey();
      alice.send(utf8("under another key"));
      assertThat(text(messages.next())).isEqualTo("under another key");
      alice.remove(BOB.participant());
      alice.send(utf8("not for Bob"));

      assertThat(messages.hasNext()).isFalse();
    }
  }

  @Test
  void aRotationCopesWithWhatHappensMeanwhile() throws IOException {
    SecureChannel alice = channel(BOB, CAROL);
    alice.changeRole(BOB.participant(), ChannelRole.ADMIN);
    assertThat(rotatedWhile(alice, () -> of(BOB, alice).rotateKey())).isEqualTo(4);
    assertThat(rotatedWhile(alice, () -> of(CAROL, alice).leave())).isEqualTo(5);
    assertThat(rotatedWhile(alice, () -> join(alice, CAROL))).isEqualTo(6);

    assertThat(alice.members()).hasSize(3).allMatch(ChannelMembership::hasLatestKey);
    of(CAROL, alice).send(utf8("still here"));
    assertThat(read(of(BOB, alice))).containsExactly("still here");
  }

  /** Something happens once the wallet has looked who is a member. */
  private static int rotatedWhile(SecureChannel channel, Runnable meanwhile) throws IOException {
    AtomicBoolean happened = new AtomicBoolean();
    try (LyingNode between = LyingNode.of(node.url());
        SessionClient slow = SessionClient.connect(between.url(), ClientSettings.DEFAULT)) {
      between.lie(
          "sessionvm.GetChannelMembers",
          _ -> {
            if (!happened.getAndSet(true)) {
              meanwhile.run();
            }
          });
      return new SessionProvider(slow).openChannel(ALICE, channel.id()).rotateKey().generation();
    }
  }

  /** What a node could answer to get a wallet to encrypt to the node. */
  @Test
  void encryptsUnderNoKeyThatItsAuthorDoesNotAnswerFor() throws IOException {
    SecureChannel alice = channel(BOB, CAROL);
    alice.send(utf8("before"));
    ObjectNode others = shownTo(CAROL, alice);
    try (LyingNode lying = LyingNode.of(node.url())) {
      refuses(lying, alice, key -> key.put("proof", flipped(key.path("proof").asText())));
      refuses(lying, alice, key -> key.put("proof", ""));
      refuses(lying, alice, key -> key.put("author", CAROL.participant().toCb58()));
      refuses(lying, alice, key -> key.put("wrappedKey", flipped(key.path("wrappedKey").asText())));
      refuses(lying, alice, key -> key.set("wrappedKey", others.path("wrappedKey")));
      refuses(lying, alice, key -> key.put("wrappedKey", ""));
    }
  }

  private static ObjectNode shownTo(Identity member, SecureChannel channel) throws IOException {
    List<ObjectNode> shown = new ArrayList<>();
    try (LyingNode watching = LyingNode.of(node.url());
        SessionClient through = SessionClient.connect(watching.url(), ClientSettings.DEFAULT)) {
      watching.lie("sessionvm.GetChannelKey", key -> shown.add(key.deepCopy()));
      read(new SessionProvider(through).openChannel(member, channel.id()));
    }
    return shown.getFirst();
  }

  private static void refuses(LyingNode lying, SecureChannel channel, Consumer<ObjectNode> lie) {
    try (SessionClient deceived = SessionClient.connect(lying.url(), ClientSettings.DEFAULT)) {
      SecureChannel bob = new SessionProvider(deceived).openChannel(BOB, channel.id());
      lying.lie("sessionvm.GetChannelKey", _ -> {});
      assertThat(read(bob)).containsExactly("before");
      lying.lie("sessionvm.GetChannelKey", lie);
      SecureChannel asked = new SessionProvider(deceived).openChannel(BOB, channel.id());

      assertThat(read(asked)).containsExactly("UNPROVED_KEY");
      assertThatThrownBy(() -> asked.send(utf8("secret")))
          .isInstanceOf(ClientException.NoChannelKey.class);
    }
  }

  @Test
  void believesNoMessageThatItsSenderDidNotSign() throws IOException {
    SecureChannel alice = channel(BOB);
    alice.send(utf8("hello"));
    alice.send(utf8("world"));
    try (LyingNode lying = LyingNode.of(node.url());
        SessionClient deceived = SessionClient.connect(lying.url(), ClientSettings.DEFAULT)) {
      SecureChannel bob = new SessionProvider(deceived).openChannel(BOB, alice.id());
      lie(lying, first -> first.put("signature", flipped(first.path("signature").asText())));
      assertThat(read(bob)).containsExactly("BAD_SIGNATURE", "world");
      lie(lying, first -> first.put("ciphertext", flipped(first.path("ciphertext").asText())));
      assertThat(read(bob)).containsExactly("WRONG_ID", "world");
      lie(lying, first -> first.put("sender", BOB.participant().toCb58()));
      assertThat(read(bob)).containsExactly("WRONG_ID", "world");
      lie(lying, first -> first.put("channelId", channel().id().toCb58()));
      assertThat(read(bob)).containsExactly("OTHER_SESSION", "world");
      lie(lying, first -> first.put("sequence", 1));
      assertThat(read(bob)).containsExactly("0-1", "hello", "OUT_OF_ORDER");
      lie(lying, first -> first.put("keyGeneration", 0));
      assertThat(read(bob)).containsExactly("WRONG_ID", "world");
      lying.lie("sessionvm.GetChannelMessages", SecureChannelIT::repeatFirst);
      assertThat(read(bob)).containsExactly("hello", "REPEATED");
    }
  }

  private static void lie(LyingNode lying, Consumer<ObjectNode> change) {
    lying.lie(
        "sessionvm.GetChannelMessages",
        page -> {
          if (page.at("/messages/0") instanceof ObjectNode first) {
            change.accept(first);
          }
        });
  }

  private static void repeatFirst(ObjectNode page) {
    if (page.at("/messages/0") instanceof ObjectNode first) {
      ((ObjectNode) page.at("/messages/1")).setAll(first.deepCopy().put("sequence", 1));
    }
  }

  private static String flipped(String hex) {
    byte[] bytes = Bytes.fromHex(hex).toByteArray();
    bytes[bytes.length / 2] ^= 1;
    return Bytes.wrap(bytes).toHex();
  }
}
