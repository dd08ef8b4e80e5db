package org.sessionvm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.execution.Receipt;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.testkit.vm.SessionDraft;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.testkit.vm.VmFixture;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.vm.Submission;

/** Three nodes of one chain, whoever builds. */
class ThreeNodesTest {
  private static final int ROUNDS = 60;
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);

  private static final Bytes AFTER_EVERY_KEY =
      Bytes.fromHex("ff".repeat(Columns.KEY_BYTES_MAX + 1));

  private final List<Future<Receipt>> waiting = new ArrayList<>();
  private final MutableTime time = new MutableTime();
  private final List<TestChainNode> nodes =
      IntStream.rangeClosed(1, 3).mapToObj(n -> TestChainNode.numbered(n, time)).toList();

  @BeforeEach
  void connect() {
    nodes.forEach(TestChainNode::startNormal);
    for (TestChainNode from : nodes) {
      nodes.stream().filter(to -> to != from).forEach(from::connectTo);
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(TestChainNode::close);
  }

  @Test
  void agreeOnEveryBlockOfARandomWorkload() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Gen gen = new Gen(seed);
    SessionId session = open();
    for (int round = 0; round < ROUNDS; round++) {
      int count = gen.integer(1, 2 * TestChain.TRANSACTIONS_PER_BLOCK_MAX);
      for (int number = 0; number < count; number++) {
        submit(gen.pick(nodes), transaction(gen, session, 100 * round + number));
      }
      time.advance(gen.number(0, TestChain.RULES.retentionMillis() / 12));
      grow(gen.pick(nodes), gen);
    }
    bringTogether();
    nodes.forEach(this::settle);
    assertThat(waiting).as("what was taken is answered").allMatch(Future::isDone);
    nodes.forEach(node -> assertThat(headers(node)).isEqualTo(headers(nodes.getFirst())));
    nodes.forEach(node -> assertThat(rows(node)).isEqualTo(rows(nodes.getFirst())));
    assertThat(headers(nodes.getFirst()))
        .hasSizeGreaterThan(ROUNDS / 2)
        .extracting(BlockHeader::stateHash)
        .doesNotHaveDuplicates();
    assertThat(nodes).allMatch(node -> node.application.vm().getBlockAt(1).isEmpty());
  }

  private void submit(TestChainNode node, SignedTransaction signed) {
    if (new Blocks(node).submit(signed) instanceof Submission.Waiting waits) {
      waiting.add(waits.receipt());
    }
  }

  /** What each node takes comes to one of them, which builds it. */
  private void bringTogether() {
    List<SignedTransaction> last =
        IntStream.range(0, nodes.size()).mapToObj(n -> TestChain.registration(-1 - n)).toList();
    for (int i = 0; i < nodes.size(); i++) {
      submit(nodes.get(i), last.get(i));
    }
    TestChainNode builder = nodes.getFirst();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestChainNode.CALL_SECONDS);
    for (SignedTransaction signed : last) {
      while (builder.application.vm().pending(TestChain.prepare(signed).id()).isEmpty()) {
        assertThat(System.nanoTime()).as("gossip comes").isLessThan(end);
        Thread.onSpinWait();
      }
    }
    settle(builder);
  }

  /** A node builds until nothing is left that it has taken. */
  private void settle(TestChainNode node) {
    Optional<BuildBlockResponse> built = build(node);
    while (built.isPresent()) {
      decide(built.get());
      built = build(node);
    }
  }

  /** Everything on a node's disk but what it has yet to do itself. */
  private static Map<String, List<KeyValue>> rows(TestChainNode node) {
    Map<String, List<KeyValue>> rows = new TreeMap<>();
    for (ColumnId column : Columns.ids()) {
      if (!column.equals(Columns.PAYLOAD_DELETIONS.id())) {
        rows.put(
            column.name(),
            node.application.store().scan(column, Bytes.EMPTY, AFTER_EVERY_KEY, Integer.MAX_VALUE));
      }
    }
    return rows;
  }

  private SessionId open() {
    SignedTransaction creation =
        TestChain.sign(
            SessionDraft.at(time.currentMillis()).with(ALICE, BOB).by(ALICE).build(), ALICE);
    Blocks first = new Blocks(nodes.getFirst());
    BuildBlockResponse built = first.grow(creation);
    nodes.stream()
        .skip(1)
        .forEach(node -> new Blocks(node).decide(built.getId(), built.getBytes()));
    return VmFixture.session(((Submission.Answered) first.submit(creation)).receipt());
  }

  private SignedTransaction transaction(Gen gen, SessionId session, int number) {
    if (gen.chance(50)) {
      return TestChain.registration(number);
    }
    TestIdentity sender = gen.chance(50) ? ALICE : BOB;
    Bytes text = gen.bytes(gen.integer(1, 2_000));
    return TestChain.sign(new SendMessage(session, sender.participant(), 0, text), sender);
  }

  /** What the proposer has heard of goes into a block; others may have built in vain. */
  private void grow(TestChainNode proposer, Gen gen) {
    if (proposer.application.vm().mempool().size() == 0) {
      return;
    }
    Optional<BuildBlockResponse> winner = build(proposer);
    Optional<BuildBlockResponse> loser = build(gen.pick(nodes));
    if (winner.isEmpty()) {
      return;
    }
    loser.ifPresent(block -> nodes.forEach(node -> new Blocks(node).verify(block.getBytes())));
    decide(winner.get());
    loser
        .filter(block -> !block.getId().equals(winner.get().getId()))
        .ifPresent(block -> nodes.forEach(node -> new Blocks(node).reject(block.getId())));
  }

  /** What waits may all be in blocks already: then there is nothing to build. */
  private static Optional<BuildBlockResponse> build(TestChainNode node) {
    try {
      return Optional.of(new Blocks(node).build());
    } catch (StatusRuntimeException e) {
      assertThat(e).hasMessageContaining("nothing to build");
      return Optional.empty();
    }
  }

  private void decide(BuildBlockResponse block) {
    ByteString id = block.getId();
    nodes.forEach(node -> new Blocks(node).decide(id, block.getBytes()));
  }

  /** Ids of blocks cover the hash of the state. */
  private static List<BlockHeader> headers(TestChainNode node) {
    long last = node.application.vm().lastAccepted().height();
    return IntStream.rangeClosed(1, (int) last)
        .mapToObj(node.application.vm()::getBlockIdAtHeight)
        .map(id -> node.application.vm().acceptedHeader(id.orElseThrow()).orElseThrow())
        .toList();
  }
}
