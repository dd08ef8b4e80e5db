package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.Refusals;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.vm.BlockAcceptRequest;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.Error;
import org.sessionvm.plugin.protocol.vm.InitializeResponse;
import org.sessionvm.plugin.protocol.vm.State;
import org.sessionvm.testkit.store.FaultyStore.CommitFault;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.vm.Submission;

/** The store and the node's database out of step, and a store that fails. */
class StoreAheadTest {
  private static final long TWO_DAYS_MILLIS = 2 * TestChain.RULES.retentionMillis();

  /** After what time a node has on its disk what it wrote. */
  private static final long SURE_AFTER_MILLIS = 600_000;

  private final MutableTime time = new MutableTime();
  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, time);
  private final Blocks blocks = new Blocks(node);

  /** Five blocks of which the node remembers two. */
  private List<BuildBlockResponse> forgetThree() {
    node.startNormal();
    List<BuildBlockResponse> grown = new ArrayList<>();
    Map<ByteString, ByteString> remembered = Map.of();
    for (int number = 1; number <= 5; number++) {
      time.advance(1_000);
      grown.add(blocks.grow(TestChain.registration(number)));
      remembered = number == 2 ? node.database.content() : remembered;
    }
    node.stop();
    node.database.rollBack(remembered);
    return grown;
  }

  @Test
  void givesOutTheSameBlocksAgainUntilTheNodeHasCaughtUp() {
    List<BuildBlockResponse> grown = forgetThree();
    InitializeResponse again = node.startNormal();
    assertThat(again.getLastAcceptedId()).isEqualTo(grown.get(1).getId());
    assertThat(again.getHeight()).isEqualTo(2);
    assertThat(blocks.at(3).getErr()).isEqualTo(Error.ERROR_NOT_FOUND);

    for (BuildBlockResponse expected : grown.subList(2, 5)) {
      assertThat(node.vm().waitForEvent(Empty.getDefaultInstance()).getMessageValue()).isEqualTo(1);
      BuildBlockResponse built = blocks.build();
      assertThat(built).isEqualTo(expected);
      blocks.decide(built.getId(), built.getBytes());
      assertThat(blocks.at(expected.getHeight()).getBlkId()).isEqualTo(expected.getId());
    }
    assertThat(node.application.vm().lastAccepted().height()).isEqualTo(5);
    BuildBlockResponse next = blocks.grow(TestChain.registration(6));
    assertThat(next.getParentId()).isEqualTo(grown.getLast().getId());
  }

  /** While it bootstraps a node accepts without preferring. */
  @Test
  void buildsOnTheLastBlockThatCameAgainThoughNobodyPreferredIt() {
    List<BuildBlockResponse> grown = forgetThree();
    node.startNormal();
    for (BuildBlockResponse block : grown.subList(2, 5)) {
      blocks.verify(block.getBytes());
      blocks.accept(block.getId());
    }

    blocks.submit(TestChain.registration(6));
    assertThat(blocks.build().getParentId()).isEqualTo(grown.getLast().getId());
  }

  /** After an idle time longer than the retention one block lets go what those before it held. */
  private List<BuildBlockResponse> forgetTheBlockThatLetPayloadsGo() {
    node.startNormal();
    List<BuildBlockResponse> grown = new ArrayList<>();
    grown.add(blocks.grow(TestChain.registration(1)));
    Map<ByteString, ByteString> remembered = node.database.content();
    grown.add(blocks.grow(TestChain.registration(2)));
    time.advance(TWO_DAYS_MILLIS);
    grown.add(blocks.grow(TestChain.registration(3)));
    node.stop();
    node.database.rollBack(remembered);
    return grown;
  }

  private void goThroughAgain(List<BuildBlockResponse> expected) {
    for (BuildBlockResponse block : expected) {
      assertThat(blocks.build()).isEqualTo(block);
      blocks.decide(block);
    }
  }

  @Test
  void hasThePayloadsOfWhatTheNodeForgot() {
    List<BuildBlockResponse> grown = forgetTheBlockThatLetPayloadsGo();

    InitializeResponse again = node.startNormal();
    assertThat(again.getLastAcceptedId()).isEqualTo(grown.getFirst().getId());
    assertThat(again.getBytes()).isEqualTo(grown.getFirst().getBytes());
    goThroughAgain(grown.subList(1, 3));
    blocks.grow(TestChain.registration(4));
  }

  /** The first block after that is one more that it may forget, and all the others with it. */
  @Test
  void hasThemStillWhenTheNodeForgetsASecondTime() {
    List<BuildBlockResponse> grown = forgetTheBlockThatLetPayloadsGo();
    Map<ByteString, ByteString> remembered = node.database.content();
    node.startNormal();
    time.advance(SURE_AFTER_MILLIS);
    goThroughAgain(grown.subList(1, 3));
    blocks.grow(TestChain.registration(4));
    node.stop();
    node.database.rollBack(remembered);

    assertThat(node.startNormal().getBytes()).isEqualTo(grown.getFirst().getBytes());
    goThroughAgain(grown.subList(1, 3));
  }

  @Test
  void deletesPayloadsOnceTheNodeCannotForget() {
    List<BuildBlockResponse> grown = forgetTheBlockThatLetPayloadsGo();
    node.startNormal();
    goThroughAgain(grown.subList(1, 3));
    blocks.grow(TestChain.registration(4));
    time.advance(SURE_AFTER_MILLIS);
    assertThat(blocks.get(grown.getFirst().getId()).getErr()).isEqualTo(Error.ERROR_UNSPECIFIED);

    blocks.grow(TestChain.registration(5));
    assertThat(blocks.get(grown.get(0).getId()).getErr()).isEqualTo(Error.ERROR_NOT_FOUND);
    assertThat(blocks.get(grown.get(1).getId()).getErr()).isEqualTo(Error.ERROR_NOT_FOUND);
    assertThat(blocks.get(grown.get(2).getId()).getErr()).isEqualTo(Error.ERROR_UNSPECIFIED);
    node.stop();
    assertThat(node.startNormal().getHeight()).isEqualTo(5);
  }

  @Test
  void refusesAnotherBlockWhereOneIsAccepted() {
    List<BuildBlockResponse> grown = forgetThree();
    try (TestChainNode other = TestChainNode.numbered(2, time)) {
      other.startNormal();
      Blocks there = new Blocks(other);
      there.decide(grown.get(0).getId(), grown.get(0).getBytes());
      there.decide(grown.get(1).getId(), grown.get(1).getBytes());
      there.submit(TestChain.registration(77));
      ByteString rival = there.build().getBytes();
      node.startNormal();

      Refusals.refused(() -> blocks.verify(rival)).hasMessageContaining("another block");
    }
  }

  @Test
  void beginsANewStoreForAWipedDatabaseAndLeavesTheOldOneAlone() {
    node.startNormal();
    blocks.grow(TestChain.registration(1));
    node.stop();
    Map<ByteString, ByteString> before = node.database.content();
    node.database.wipe();

    assertThat(node.start().getHeight()).isZero();
    assertThat(node.application.stores.names()).hasSize(2).allMatch(n -> n.startsWith("store-"));
    node.stop();
    node.database.rollBack(before);
    assertThat(node.start().getHeight()).isEqualTo(1);
  }

  private Future<Empty> acceptLater(ByteString id) {
    return node.vmLater().blockAccept(BlockAcceptRequest.newBuilder().setId(id).build());
  }

  private BuildBlockResponse verified(int number) {
    blocks.submit(TestChain.registration(number));
    BuildBlockResponse built = blocks.build();
    blocks.verify(built.getBytes());
    return built;
  }

  @ParameterizedTest
  @EnumSource(CommitFault.class)
  void acceptsInTheEndThoughACommitFailed(CommitFault fault) throws Exception {
    node.startNormal();
    BuildBlockResponse built = verified(1);
    node.application.store().failNextCommit(fault);

    assertThat(acceptLater(built.getId()).get(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(Empty.getDefaultInstance());
    assertThat(blocks.at(1).getBlkId()).isEqualTo(built.getId());
    assertThat(node.vm().health(Empty.getDefaultInstance()).getDetails().isEmpty()).isFalse();
    blocks.grow(TestChain.registration(2));
  }

  /** Spins, since a status tells nobody that it has changed. */
  private void awaitFailure() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestChainNode.CALL_SECONDS);
    while (node.application.vm().status().isHealthy()) {
      assertThat(System.nanoTime()).as("the commit fails").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** The mark is written, the block may or may not be: the process ends between the two. */
  @ParameterizedTest
  @EnumSource(CommitFault.class)
  void shutsDownWhileABlockCannotBeMadeDurableAndGoesOnLater(CommitFault fault) {
    node.startNormal();
    BuildBlockResponse first = blocks.grow(TestChain.registration(1));
    BuildBlockResponse built = verified(2);
    node.application.store().failReopen(true);
    node.application.store().failNextCommit(fault);
    Future<Empty> accepting = acceptLater(built.getId());
    awaitFailure();

    node.vm().shutdown(Empty.getDefaultInstance());
    assertThatThrownBy(() -> accepting.get(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    node.application.store().failReopen(false);
    node.application.store().reopen();
    node.kill();

    boolean kept = fault == CommitFault.AFTER_WRITING;
    InitializeResponse again = node.startNormal();
    assertThat(again.getLastAcceptedId()).isEqualTo(kept ? built.getId() : first.getId());
    if (!kept) {
      blocks.decide(built.getId(), built.getBytes());
    }
    blocks.grow(TestChain.registration(3));
  }

  @Test
  void takesTransactionsAgainAfterTheStoreCouldNotBeReadForABlock() {
    node.startNormal();
    blocks.submit(TestChain.registration(1));
    node.application.store().failReads(true);
    Refusals.refused(Status.Code.INTERNAL, blocks::build).hasMessageContaining("read failed");
    node.application.store().failReads(false);

    BuildBlockResponse built = blocks.build();
    blocks.decide(built.getId(), built.getBytes());
    assertThat(blocks.submit(TestChain.registration(2))).isInstanceOf(Submission.Waiting.class);
  }

  @Test
  void saysOfTheNodesStateWhatItIsAfterARestart() {
    forgetThree();
    node.start();
    node.state(State.STATE_BOOTSTRAPPING);

    assertThat(node.application.vm().lastAccepted().height()).isEqualTo(5);
    assertThat(blocks.at(2).getErr()).isEqualTo(Error.ERROR_UNSPECIFIED);
  }
}
