package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.event.BlockEvents;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.Refusals;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.Message;
import org.sessionvm.plugin.protocol.vm.State;
import org.sessionvm.plugin.protocol.vm.WaitForEventResponse;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.MutableTime;

/** When a node is told that there is something to build. */
class EventTest {
  /** Longer than the pause after which is looked without a reason. */
  private static final long QUIET_MILLIS = 1_300;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final MutableTime time = new MutableTime();
  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, time);
  private final Blocks blocks = new Blocks(node);

  private Future<WaitForEventResponse> event() {
    return node.vmLater().waitForEvent(Empty.getDefaultInstance());
  }

  private static void assertComes(Future<WaitForEventResponse> event) throws Exception {
    assertThat(event.get(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS).getMessage())
        .isEqualTo(Message.MESSAGE_BUILD_BLOCK);
  }

  private static void assertStaysAway(Future<WaitForEventResponse> event) {
    assertThatThrownBy(() -> event.get(QUIET_MILLIS, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void tellsOfEachTransactionAtOnceAndNotAtTheNextLook() throws Exception {
    node.startNormal();
    long begun = System.nanoTime();
    for (int number = 0; number < 20; number++) {
      Future<WaitForEventResponse> event = event();
      // An answer to a later call: the waiting one is registered by then, or will look itself.
      assertThat(blocks.at(number).getBlkId().size()).isEqualTo(32);
      blocks.submit(TestChain.registration(number));
      assertComes(event);
      blocks.decide(blocks.build());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void saysNothingBeforeTheChainHasCaughtUp() throws Exception {
    node.start();
    node.state(State.STATE_BOOTSTRAPPING);
    blocks.submit(TestChain.registration(1));
    Future<WaitForEventResponse> event = event();
    assertStaysAway(event);

    node.state(State.STATE_NORMAL_OP);
    assertComes(event);
  }

  @Test
  void saysNothingWhileEverythingIsInABlockThatIsNotDecided() throws Exception {
    node.startNormal();
    blocks.submit(TestChain.registration(1));
    BuildBlockResponse built = blocks.build();
    blocks.prefer(built.getId());
    Future<WaitForEventResponse> event = event();
    assertStaysAway(event);

    blocks.submit(TestChain.registration(2));
    assertComes(event);
  }

  @Test
  void tellsAtOnceOfWhatIsLeftAfterABlock() throws Exception {
    node.startNormal();
    for (int number = 0; number <= TestChain.TRANSACTIONS_PER_BLOCK_MAX; number++) {
      blocks.submit(TestChain.registration(number));
    }
    blocks.decide(blocks.build());

    assertComes(event());
    blocks.decide(blocks.build());
    assertStaysAway(event());
  }

  @Test
  void tellsOfWhatARejectedBlockHeld() throws Exception {
    node.startNormal();
    blocks.submit(TestChain.registration(1));
    BuildBlockResponse built = blocks.build();
    blocks.prefer(built.getId());
    Future<WaitForEventResponse> event = event();

    blocks.prefer(blocks.at(0).getBlkId());
    blocks.reject(built.getId());
    assertComes(event);
  }

  /** A node asks again at once, whatever it was answered. */
  @Test
  void isSilentForAWhileAfterNoBlockCouldBeBuilt() throws Exception {
    node.startNormal();
    blocks.submit(TestChain.registration(1));
    for (int round = 0; round < 3; round++) {
      assertComes(event());
      node.application.store().failReads(true);
      long asked = System.nanoTime();
      Refusals.refused(Status.Code.INTERNAL, blocks::build);
      node.application.store().failReads(false);

      assertComes(event());
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(PAUSE);
    }
    blocks.decide(blocks.build());
    assertStaysAway(event());
  }

  @Test
  void tellsAtOnceOfWhatComesWhileItIsSilent() throws Exception {
    node.startNormal();
    Refusals.refused(blocks::build);
    blocks.submit(TestChain.registration(1));

    assertComes(event());
    blocks.decide(blocks.build());
  }

  @Test
  void tellsOfWhatOneSweepLeftOver() throws Exception {
    node.startNormal();
    for (int number = 0; number < 20; number++) {
      blocks.grow(TestChain.registration(number));
    }
    time.advance(2 * TestChain.RULES.retentionMillis());
    blocks.grow(TestChain.registration(20));

    assertComes(event());
    while (node.application.vm().hasSweepBacklog()) {
      blocks.decide(blocks.build());
    }
    assertStaysAway(event());
  }

  /** More calls than may wait at once; each is there before it is cancelled. */
  @Test
  void keepsNoCallerThatWentAway() throws Exception {
    node.startNormal();
    for (int round = 0; round < BlockEvents.WAITING_MAX + 200; round++) {
      Future<WaitForEventResponse> event = event();
      assertThat(blocks.at(0).getBlkId().size()).isEqualTo(32);
      event.cancel(true);
    }
    Future<WaitForEventResponse> last = event();
    blocks.submit(TestChain.registration(1));
    assertComes(last);
  }

  /** More calls than may wait at once, in races with transactions. */
  @Test
  void losesNoEventWhenCallsAreCancelled() throws Exception {
    node.startNormal();
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Gen gen = new Gen(seed);
    for (int round = 0; round < BlockEvents.WAITING_MAX + 200; round++) {
      Future<WaitForEventResponse> cancelled = event();
      boolean early = gen.chance(50);
      if (early) {
        cancelled.cancel(true);
      }
      if (round % 16 == 0) {
        blocks.submit(TestChain.registration(round));
        cancelled.cancel(true);
        assertComes(event());
        blocks.decide(blocks.build());
      }
      cancelled.cancel(true);
    }
    blocks.submit(TestChain.registration(5_000));
    assertComes(event());
  }
}
