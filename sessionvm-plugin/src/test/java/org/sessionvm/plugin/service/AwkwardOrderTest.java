package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.Refusals;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.Error;
import org.sessionvm.testkit.vm.MutableTime;

/** What a node does with blocks when the network is of two minds. */
class AwkwardOrderTest {
  private static final ByteString UNKNOWN = ByteString.copyFrom(new byte[32]);

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

  private BuildBlockResponse foreign(int number) {
    there.submit(TestChain.registration(number));
    return there.build();
  }

  private void takeBoth(BuildBlockResponse block) {
    here.decide(block.getId(), block.getBytes());
    there.decide(block.getId(), block.getBytes());
  }

  @Test
  void verifiesABlockTwice() {
    BuildBlockResponse block = foreign(1);
    here.verify(block.getBytes());
    here.verify(block.getBytes());
    here.accept(block.getId());
    here.verify(block.getBytes());

    assertThat(here.at(1).getBlkId()).isEqualTo(block.getId());
  }

  @Test
  void verifiesAChildOfABlockThatIsNotAccepted() {
    BuildBlockResponse first = foreign(1);
    there.prefer(first.getId());
    BuildBlockResponse second = foreign(2);
    Refusals.refused(() -> here.verify(second.getBytes())).hasMessageContaining("parent");

    here.verify(first.getBytes());
    here.verify(second.getBytes());
    assertThat(here.get(second.getId()).getBytes()).isEqualTo(second.getBytes());
    Refusals.refused(() -> here.accept(second.getId())).hasMessageContaining("no verified child");
    here.accept(first.getId());
    here.accept(second.getId());

    assertThat(second.getParentId()).isEqualTo(first.getId());
    assertThat(here.at(2).getBlkId()).isEqualTo(second.getId());
  }

  @Test
  void buildsAgainWhatASiblingKeptOut() {
    here.submit(TestChain.registration(1));
    BuildBlockResponse loser = here.build();
    BuildBlockResponse winner = foreign(2);
    here.verify(loser.getBytes());
    here.verify(winner.getBytes());
    here.prefer(loser.getId());

    here.accept(winner.getId());
    here.reject(loser.getId());
    here.prefer(winner.getId());
    BuildBlockResponse next = here.build();
    here.decide(next.getId(), next.getBytes());

    assertThat(next.getParentId()).isEqualTo(winner.getId());
    assertThat(node.application.vm().mempool().size()).isZero();
    assertThat(here.get(loser.getId()).getErr()).isEqualTo(Error.ERROR_NOT_FOUND);
    assertThat(node.application.figures().blocksRejected().sum()).isEqualTo(1);
  }

  @Test
  void takesBackTheTransactionsOfAForeignBlockThatIsRejected() {
    BuildBlockResponse block = foreign(1);
    here.verify(block.getBytes());
    here.reject(block.getId());

    BuildBlockResponse again = here.build();
    assertThat(again.getBytes()).isEqualTo(block.getBytes());
    Refusals.refused(() -> here.accept(UNKNOWN)).hasMessageContaining("no verified child");
    here.decide(again.getId(), again.getBytes());
  }

  @Test
  void takesNothingBackThatTheSiblingSettled() {
    BuildBlockResponse winner = foreign(1);
    time.advance(1);
    here.submit(TestChain.registration(1));
    here.submit(TestChain.registration(2));
    BuildBlockResponse loser = here.build();
    here.decide(winner.getId(), winner.getBytes());
    here.reject(loser.getId());

    Mempool waiting = node.application.vm().mempool();
    assertThat(waiting.size()).isEqualTo(1);
    assertThat(waiting.find(TestChain.prepare(TestChain.registration(2)).id())).isPresent();
  }

  @Test
  void losesNothingWhenTheStoreCannotBeReadForABlockThatIsRejected() {
    BuildBlockResponse block = foreign(1);
    here.verify(block.getBytes());
    node.application.store().failReads(true);
    here.reject(block.getId());
    node.application.store().failReads(false);

    assertThat(here.build().getBytes()).isEqualTo(block.getBytes());
  }

  @Test
  void doesNotAcceptWhatItDoesNotKnowNorWhatIsRejected() {
    BuildBlockResponse block = foreign(1);
    Refusals.refused(() -> here.accept(block.getId())).hasMessageContaining("no verified child");
    here.verify(block.getBytes());
    here.reject(block.getId());
    here.reject(block.getId());
    here.reject(UNKNOWN);

    Refusals.refused(() -> here.accept(block.getId())).hasMessageContaining("no verified child");
    assertThat(here.at(1).getErr()).isEqualTo(Error.ERROR_NOT_FOUND);
  }

  @Test
  void acceptsABlockTwiceAsOnce() {
    BuildBlockResponse block = foreign(1);
    takeBoth(block);
    here.accept(block.getId());

    assertThat(node.application.vm().lastAccepted().height()).isEqualTo(1);
    BuildBlockResponse next = foreign(2);
    takeBoth(next);
    Refusals.refused(() -> here.accept(block.getId())).hasMessageContaining("at height 1, after 2");
  }

  @Test
  void buildsNothingOnABlockThatItDoesNotKnow() {
    here.submit(TestChain.registration(1));
    here.prefer(UNKNOWN);

    Refusals.refused(here::build).hasMessageContaining("parent");
    here.prefer(here.at(0).getBlkId());
    assertThat(here.build().getHeight()).isEqualTo(1);
  }

  @Test
  void saysThatThereIsNothingToBuild() {
    Refusals.refused(here::build).hasMessageContaining("nothing to build");
  }

  @Test
  void refusesAnIdOfAnotherLength() {
    ByteString shorter = UNKNOWN.substring(1);

    Refusals.refused(Status.Code.INVALID_ARGUMENT, () -> here.get(shorter))
        .hasMessageContaining("31");
    Refusals.refused(Status.Code.INVALID_ARGUMENT, () -> here.accept(shorter));
    Refusals.refused(Status.Code.INVALID_ARGUMENT, () -> here.reject(shorter));
    Refusals.refused(Status.Code.INVALID_ARGUMENT, () -> here.prefer(shorter));
  }

  @Test
  void takesABlockAgainThatWasVerifiedBeforeARestart() {
    BuildBlockResponse block = foreign(1);
    here.verify(block.getBytes());
    node.stop();
    node.startNormal();

    Refusals.refused(() -> here.accept(block.getId())).hasMessageContaining("no verified child");
    here.decide(block.getId(), block.getBytes());
    assertThat(here.at(1).getBlkId()).isEqualTo(block.getId());
  }

  /** As when what is built never gets to the network. */
  @Test
  void goesOnBuildingWhenNobodyDecidesAboutWhatItBuilt() {
    here.submit(TestChain.registration(1));
    for (int i = 0; i < 600; i++) {
      time.advance(1);
      here.build();
    }
    for (int number = 2; number < 4; number++) {
      takeBoth(foreign(number));
    }
    here.submit(TestChain.registration(9));
    for (int i = 0; i < 600; i++) {
      time.advance(1);
      assertThat(here.build().getHeight()).isEqualTo(3);
    }
  }
}
