package org.sessionvm.rpc.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestChannel;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.vm.StateReader;

/** A participant's subscriber who is behind. */
final class ParticipantFeedTest {
  @AutoClose private final TestNode node = TestNode.start();
  @AutoClose private final TestCaller wallet = node.caller();
  private final Person alice = Person.of(node);
  private final ParticipantFeed feed = new ParticipantFeed(alice.id());

  private Feed.Page next() {
    try (StateReader state = node.vm().read()) {
      return feed.next(state);
    }
  }

  private static Touch changed(int number) {
    Bytes id = Bytes.fromHex("00".repeat(28)).concat(new ByteWriter().u32(number).toBytes());
    return new Touch(new Subject.OfChannel(new ChannelId(id)), SequenceRange.NONE, true);
  }

  @Test
  void isToldMessagesOfAChannelPageByPageAndEachOnce() {
    wallet.result("sessionvm.RegisterIdentity", alice.register());
    TestChannel channel = TestChannel.create(wallet, alice);
    channel.giveKey(1, alice);
    int messages = 2 * Feed.MESSAGES_MAX + 3;
    for (int i = 0; i < messages; i++) {
      channel.send(alice, 1, "%04x".formatted(i));
    }
    Subject subject = new Subject.OfChannel(ChannelId.fromCb58(channel.id()));
    feed.touch(new Touch(subject, new SequenceRange(0, messages - 1), false));
    List<Feed.Page> pages = new ArrayList<>(List.of(next()));
    // Another comes before the rest is told.
    feed.touch(new Touch(subject, SequenceRange.of(messages - 1), false));
    while (pages.getLast().hasMore()) {
      pages.add(next());
    }

    assertThat(pages).hasSizeGreaterThan(2);
    assertThat(pages.stream().flatMap(page -> page.events().stream()))
        .extracting(event -> ((Event.ChannelMessageAccepted) event).said().sequence())
        .containsExactlyElementsOf(LongStream.range(0, messages).boxed().toList());
  }

  @Test
  void isToldThatItMissedSomethingOnceThereIsTooMuch() {
    for (int i = 0; i < ParticipantFeed.SUBJECTS_BEHIND_MAX; i++) {
      feed.touch(changed(i));
    }
    feed.touch(changed(0));
    assertThat(next().events()).isEmpty();
    feed.touch(changed(0));
    feed.touch(changed(-1));
    assertThat(next().events()).containsExactly(feed.ended(EndReason.MISSED));
  }
}
