package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessionvm.client.ChannelMembership;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.LiveMessages;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.state.ChannelRole;

/** What members of a channel can read, on a real node. */
@Timeout(180)
class SecureChannelIT extends ChannelScene {
  @Test
  void everyMemberReadsWhatAnyOfThemSends() {
    SecureChannel alices = channel(bob, carol);
    SecureChannel bobs = of(bob, alices);
    bobs.send(utf8("soup?"));
    alices.send(utf8("soup."));

    for (Identity reader : List.of(alice, bob, carol)) {
      assertThat(read(of(reader, alices))).containsExactly("soup?", "soup.");
    }
    bobs.deleteMessage(0);
    assertThat(read(of(carol, alices))).containsExactly("0-1", "soup.");
  }

  @Test
  void whoJoinsReadsNothingThatCameBeforeUnlessItIsGiven() {
    SecureChannel alices = channel(bob);
    alices.send(utf8("before"));
    join(alices, carol);
    SecureChannel carols = of(carol, alices);

    assertThat(read(carols)).containsExactly("NO_KEY");
    assertThatThrownBy(() -> carols.send(utf8("hello")))
        .isInstanceOf(ClientException.NoChannelKey.class);

    assertThat(alices.rotateKey().members())
        .containsExactlyInAnyOrder(alice.participant(), bob.participant(), carol.participant());
    carols.send(utf8("hello"));
    assertThat(read(carols)).containsExactly("NO_KEY", "hello");
    // Generation 1 was Alice's alone, 2 has the message from before, 3 is Carol's already.
    assertThat(alices.givePastKeys(carol.participant())).isEqualTo(2);
    assertThat(alices.givePastKeys(carol.participant())).isZero();
    assertThat(read(carols)).containsExactly("before", "hello");
  }

  @Test
  void whoIsRemovedReadsNothingThatComesAfter() {
    SecureChannel alices = channel(bob, carol);
    SecureChannel bobs = of(bob, alices);
    bobs.send(utf8("with Carol"));
    SecureChannel carols = of(carol, alices);
    assertThat(read(carols)).containsExactly("with Carol");

    assertThat(alices.remove(carol.participant()).members())
        .containsExactlyInAnyOrder(alice.participant(), bob.participant());
    // Bob's wallet had the old key in mind, which nothing may be sent under.
    bobs.send(utf8("without Carol"));

    assertThat(read(of(bob, alices))).containsExactly("with Carol", "without Carol");
    assertThatThrownBy(() -> read(carols)).isInstanceOf(ClientException.Unauthorized.class);
    assertThatThrownBy(() -> carols.send(utf8("me?")))
        .isInstanceOf(ClientException.Unauthorized.class);
  }

  @Test
  void anAdminGivesAKeyWhereOneIsNeededAndAMemberWaits() {
    SecureChannel alices = channel(bob, carol);
    SecureChannel bobs = of(bob, alices);
    of(carol, alices).leave();

    assertThatThrownBy(() -> bobs.send(utf8("alone?")))
        .isInstanceOf(ClientException.NoChannelKey.class);
    assertThatThrownBy(bobs::rotateKey).isInstanceOf(ClientException.Unauthorized.class);
    alices.send(utf8("now there are two"));
    bobs.send(utf8("so it is"));
    assertThat(read(bobs)).containsExactly("now there are two", "so it is");

    alices.changeRole(bob.participant(), ChannelRole.ADMIN);
    assertThat(bobs.rotateKey().generation()).isEqualTo(4);
    alices.changeRole(bob.participant(), ChannelRole.OWNER);
    assertThat(bobs.state().owner()).isEqualTo(bob.participant());
    alices.leave();
    bobs.send(utf8("mine"));
    assertThat(read(bobs)).containsExactly("now there are two", "so it is", "mine");
    bobs.close();
    assertThatThrownBy(() -> bobs.send(utf8("late")))
        .isInstanceOf(ClientException.SessionEnded.class);
  }

  @Test
  void tellsWhatComesUntilOneIsRemoved() {
    SecureChannel alices = channel(bob, carol);
    alices.send(utf8("stored"));
    try (LiveMessages live = of(bob, alices).listen(OptionalLong.of(0))) {
      Iterator<ReceivedMessage> messages = live.iterator();
      assertThat(text(messages.next())).isEqualTo("stored");
      of(carol, alices).send(utf8("live"));
      assertThat(text(messages.next())).isEqualTo("live");
      alices.rotateKey();
      alices.send(utf8("under another key"));
      assertThat(text(messages.next())).isEqualTo("under another key");
      alices.remove(bob.participant());
      alices.send(utf8("not for Bob"));

      assertThat(messages.hasNext()).isFalse();
    }
  }

  @Test
  void followingEndsWithTheChannel() {
    SecureChannel alices = channel(bob);
    SecureChannel bobs = of(bob, alices);
    try (LiveMessages live = bobs.listen(OptionalLong.of(0))) {
      alices.send(utf8("last"));
      alices.close();
      Iterator<ReceivedMessage> messages = live.iterator();
      assertThat(text(messages.next())).isEqualTo("last");
      assertThat(messages.hasNext()).isFalse();
    }
    try (LiveMessages late = bobs.listen(OptionalLong.of(0))) {
      Iterator<ReceivedMessage> messages = late.iterator();
      assertThat(text(messages.next())).isEqualTo("last");
      assertThat(messages.hasNext()).isFalse();
    }
  }

  @Test
  void nobodyIsRemovedByItself() {
    SecureChannel alices = channel(bob);
    assertThatThrownBy(() -> of(bob, alices).remove(bob.participant()))
        .isInstanceOf(ClientException.InvalidParameters.class);
    assertThat(alices.members()).hasSize(2);
  }

  @Test
  void aRotationCopesWithWhatHappensMeanwhile() throws IOException {
    SecureChannel alices = channel(bob, carol);
    alices.changeRole(bob.participant(), ChannelRole.ADMIN);
    assertThat(rotatedWhile(alices, () -> of(bob, alices).rotateKey())).isEqualTo(4);
    assertThat(rotatedWhile(alices, () -> of(carol, alices).leave())).isEqualTo(5);
    assertThat(rotatedWhile(alices, () -> join(alices, carol))).isEqualTo(6);

    assertThat(alices.members()).hasSize(3).allMatch(ChannelMembership::hasLatestKey);
    of(carol, alices).send(utf8("still here"));
    assertThat(read(of(bob, alices))).containsExactly("still here");
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
      return new SessionProvider(slow).openChannel(alice, channel.id()).rotateKey().generation();
    }
  }
}
