package org.sessionvm.plugin.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.sender.SendAppGossipMsg;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.ConnectedRequest;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.testkit.vm.SessionDraft;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.testkit.vm.VmFixture;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.vm.Submission;

/** A transaction comes to whoever builds the next block. */
class GossipTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);

  private final MutableTime time = new MutableTime();
  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, time);
  @AutoClose private final TestChainNode other = TestChainNode.numbered(2, time);
  private final Blocks here = new Blocks(node);
  private final Blocks there = new Blocks(other);

  @BeforeEach
  void start() {
    node.startNormal();
    other.startNormal();
  }

  private static ByteString message(SignedTransaction... transactions) {
    List<Bytes> encoded =
        List.of(transactions).stream().map(signed -> TestChain.prepare(signed).encoded()).toList();
    return ByteString.copyFrom(new GossipMessage(encoded).encode().toByteArray());
  }

  private static Bytes bytes(ByteString message) {
    return Bytes.wrap(message.toByteArray());
  }

  private void awaitEvent(TestChainNode at) {
    assertThat(at.vm().waitForEvent(Empty.getDefaultInstance()).getMessageValue()).isEqualTo(1);
  }

  @Test
  void bringsATransactionToTheOneWhoBuilds() {
    node.connectTo(other);
    here.submit(TestChain.registration(1));

    awaitEvent(other);
    BuildBlockResponse built = there.build();
    there.decide(built.getId(), built.getBytes());
    here.decide(built.getId(), built.getBytes());
    assertThat(node.application.vm().mempool().size()).isZero();
  }

  @Test
  void sendsAgainWhatWasLost() throws InterruptedException {
    node.connectTo(other);
    node.network.lose(1);
    here.submit(TestChain.registration(1));

    assertThat(node.network.next(20).getValidators()).isEqualTo(GossipOutbox.VALIDATORS);
    awaitEvent(other);
  }

  private void connectPeers(int count) {
    for (int number = 0; number < count; number++) {
      ByteString id = ByteString.copyFromUtf8("node-%015d".formatted(number));
      node.vm().connected(ConnectedRequest.newBuilder().setNodeId(id).build());
    }
  }

  private void awaitPending(SignedTransaction signed) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestChainNode.CALL_SECONDS);
    while (node.application.vm().pending(TestChain.prepare(signed).id()).isEmpty()) {
      assertThat(System.nanoTime()).as("it comes").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** A message that has come to all of them from who sent it first is not sent on. */
  @Test
  void sendsOnNothingInASmallNetwork() throws InterruptedException {
    connectPeers(GossipOutbox.VALIDATORS);
    // Of two in one message the first is done with when the second waits.
    node.deliver(other.id(), message(TestChain.registration(1), TestChain.registration(2)));
    awaitPending(TestChain.registration(2));
    here.submit(TestChain.registration(3));

    assertThat(node.network.next(TestChainNode.CALL_SECONDS).getMsg())
        .isEqualTo(message(TestChain.registration(3)));
  }

  @Test
  void sendsOnWhatComesInALargerNetwork() throws InterruptedException {
    connectPeers(GossipOutbox.VALIDATORS + 1);
    node.deliver(other.id(), message(TestChain.registration(1), TestChain.registration(2)));
    awaitPending(TestChain.registration(2));
    here.submit(TestChain.registration(3));

    SendAppGossipMsg sent = node.network.next(TestChainNode.CALL_SECONDS);
    Bytes first = GossipMessage.CODEC.decode(bytes(sent.getMsg())).transactions().getFirst();
    assertThat(first).isEqualTo(TestChain.prepare(TestChain.registration(1)).encoded());
    assertThat(sent.getValidators()).isEqualTo(GossipOutbox.VALIDATORS);
  }

  @Test
  void sendsNothingBeforeTheChainHasCaughtUp() {
    other.stop();
    other.start();
    there.submit(TestChain.registration(1));
    other.deliver(node.id(), message(TestChain.registration(2)));

    assertThat(other.application.figures().gossipDropped().sum()).isEqualTo(1);
    assertThat(other.network.waiting()).isZero();
  }

  @Test
  void checksOnceWhatComesOften() {
    ByteString message = message(TestChain.registration(1), TestChain.registration(1));
    node.deliver(other.id(), message);
    awaitEvent(node);
    node.deliver(other.id(), message);
    node.deliver(other.id(), message(TestChain.registration(2)));
    awaitReceived(5);

    assertThat(node.application.crypto.verifications()).isEqualTo(2);
    assertThat(node.application.figures().gossipKnown().sum()).isEqualTo(3);
  }

  /** Spins, since a figure tells nobody that it has changed. */
  private void awaitReceived(long count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestChainNode.CALL_SECONDS);
    while (node.application
            .vm()
            .mempool()
            .find(TestChain.prepare(TestChain.registration(2)).id())
            .isEmpty()
        || node.application.figures().gossipReceived().sum() < count) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void goesOnAfterWhatIsNoMessage() {
    Gen gen = new Gen(7);
    ByteString good = message(TestChain.registration(1));
    for (int length = 0; length < good.size(); length += 251) {
      node.deliver(other.id(), good.substring(0, length));
    }
    for (int i = 0; i < 100; i++) {
      node.deliver(other.id(), ByteString.copyFrom(gen.bytes(100).toByteArray()));
    }
    node.deliver(other.id(), ByteString.copyFrom(new byte[GossipMessage.BYTES_MAX + 1]));
    ByteString third = ByteString.copyFrom(new byte[20]);
    node.deliver(third, good);

    awaitEvent(node);
    assertThat(node.application.figures().gossipDropped().sum()).isPositive();
  }

  @Test
  void goesOnAfterTheStoreCouldNotBeRead() {
    node.application.store().failReads(true);
    int more = 4 * Runtime.getRuntime().availableProcessors();
    for (int number = 0; number < more; number++) {
      ByteString sender = ByteString.copyFromUtf8("node-%015d".formatted(number));
      node.deliver(sender, message(TestChain.registration(number)));
    }
    awaitRead(more);
    node.application.store().failReads(false);
    node.deliver(other.id(), message(TestChain.registration(more)));

    awaitEvent(node);
  }

  private void awaitRead(long count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestChainNode.CALL_SECONDS);
    while (node.application.figures().gossipReceived().sum() < count) {
      assertThat(System.nanoTime()).as("all are read").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** A message may overtake the block with the session that it is for. */
  @Test
  void takesLaterWhatCameTooEarly() {
    SignedTransaction creation =
        TestChain.sign(
            SessionDraft.at(time.currentMillis())
                .with(ALICE, FakeCrypto.identity(2))
                .by(ALICE)
                .build(),
            ALICE);
    BuildBlockResponse block = there.grow(creation);
    SessionId session = VmFixture.session(((Submission.Answered) there.submit(creation)).receipt());
    SignedTransaction early =
        TestChain.sign(
            new SendMessage(session, ALICE.participant(), 0, Bytes.fromHex("01")), ALICE);
    node.deliver(other.id(), message(early));
    awaitRead(1);
    here.decide(block.getId(), block.getBytes());

    node.deliver(other.id(), message(early));
    awaitEvent(node);
  }

  @Test
  void keepsOneThatFloodsFromTheOthers() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    Queue<Bytes> read = new ConcurrentLinkedQueue<>();
    CountDownLatch done = new CountDownLatch(GossipInbox.MESSAGES_PER_NODE_MAX + 1);
    try (GossipInbox inbox =
        new GossipInbox(
            (sender, _) -> {
              awaitQuietly(held);
              read.add(sender);
              done.countDown();
            })) {
      Bytes flood = Bytes.fromHex("01");
      Bytes quiet = Bytes.fromHex("02");
      int taken = 0;
      for (int i = 0; i < 100; i++) {
        taken += 1 - inbox.offer(flood, Bytes.fromHex("00"));
      }
      assertThat(taken).isEqualTo(GossipInbox.MESSAGES_PER_NODE_MAX);
      assertThat(inbox.offer(quiet, Bytes.fromHex("00"))).isZero();
      assertThat(inbox.offer(quiet, Bytes.wrap(new byte[(int) GossipInbox.BYTES_MAX]))).isOne();

      inbox.start(1);
      held.countDown();
      assertThat(done.await(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(List.copyOf(read).subList(0, 2)).containsExactly(flood, quiet);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
