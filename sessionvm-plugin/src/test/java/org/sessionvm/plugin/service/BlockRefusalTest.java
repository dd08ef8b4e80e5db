package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.BlockKind;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.Refusals;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;

/** A block that breaks a rule is refused with the reason, and changes nothing. */
class BlockRefusalTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);

  private final MutableTime time = new MutableTime();
  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, time);
  @AutoClose private final TestChainNode other = TestChainNode.numbered(2, time);
  private final Blocks here = new Blocks(node);

  @BeforeEach
  void start() {
    node.startNormal();
    other.startNormal();
    time.advance(5_000);
  }

  /** Of a node that keeps the rules, on the genesis block. */
  private Block good() {
    Blocks there = new Blocks(other);
    there.submit(TestChain.registration(1));
    return other.application.vm().parseBlock(Bytes.wrap(there.build().getBytes().toByteArray()));
  }

  private static BlockHeader header(
      Block like, BlockId parent, long timestampMillis, Bytes stateHash) {
    BlockHeader header = like.header();
    return new BlockHeader(
        parent,
        header.height(),
        timestampMillis,
        header.transactionCount(),
        header.bodyHash(),
        stateHash);
  }

  private static Block with(Block like, BlockHeader header) {
    return Block.of(header, like.transactions());
  }

  private static Block carrying(Block like, List<SignedTransaction> transactions) {
    List<PreparedTransaction> prepared = transactions.stream().map(TestChain::prepare).toList();
    BlockHeader header = like.header();
    return Block.of(
        new BlockHeader(
            header.parent(),
            header.height(),
            header.timestampMillis(),
            prepared.size(),
            new BlockBody(prepared.stream().map(PreparedTransaction::encoded).toList()).hash(),
            header.stateHash()),
        prepared);
  }

  private void assertRefused(Block block, String reason) {
    long before = node.application.figures().blocksRefused().sum();
    ByteString bytes = ByteString.copyFrom(block.encode().toByteArray());
    Refusals.refused(() -> here.verify(bytes)).hasMessageContaining(reason);
    assertThat(node.application.figures().blocksRefused().sum()).isEqualTo(before + 1);
    Refusals.refused(() -> here.accept(ByteString.copyFrom(block.id().bytes().toByteArray())));
  }

  @Test
  void refusesAHeaderThatDoesNotFit() {
    Block block = good();
    BlockHeader right = block.header();
    long now = right.timestampMillis();
    long first = MutableTime.START_MILLIS;

    assertRefused(
        with(block, header(block, right.parent(), now, right.bodyHash())),
        "does not say what the block does");
    assertRefused(with(block, header(block, block.id(), now, right.stateHash())), "the parent");
    assertRefused(
        with(block, header(block, right.parent(), first - 1, right.stateHash())),
        "before the parent's");
    assertRefused(
        with(block, header(block, right.parent(), now + 10_001, right.stateHash())),
        "ahead of this node's clock");
    here.verify(ByteString.copyFrom(block.encode().toByteArray()));
  }

  @Test
  void refusesTransactionsThatDoNotApply() {
    Block block = good();
    SignedTransaction registration = TestChain.registration(1);
    SignedTransaction forged =
        new SignedTransaction(
            registration.transaction(), Bytes.wrap(new byte[registration.signature().size()]));
    SignedTransaction toNobody =
        TestChain.sign(
            new SendMessage(SessionId.ZERO, ALICE.participant(), 0, Bytes.fromHex("00")), ALICE);

    assertRefused(carrying(block, List.of(registration, registration)), "was accepted before");
    assertRefused(carrying(block, List.of(forged)), "signature is wrong");
    assertRefused(carrying(block, List.of(toNobody)), "session");
    assertRefused(carrying(block, List.of()), "changes nothing");
  }

  @Test
  void refusesMoreThanABlockMayHold() {
    Block block = good();
    List<SignedTransaction> many =
        IntStream.rangeClosed(0, TestChain.TRANSACTIONS_PER_BLOCK_MAX)
            .mapToObj(TestChain::registration)
            .toList();
    List<SignedTransaction> big =
        IntStream.range(0, 3).mapToObj(BlockRefusalTest::longMessage).toList();

    assertRefused(carrying(block, many), "over a limit");
    assertRefused(carrying(block, big), "over a limit");
  }

  private static SignedTransaction longMessage(int number) {
    Bytes text = Bytes.wrap(new byte[200_000 + number]);
    return TestChain.sign(new SendMessage(SessionId.ZERO, ALICE.participant(), 0, text), ALICE);
  }

  @Test
  void refusesABlockThatChangesTheRules() {
    Block block = good();
    RulesChange change = new RulesChange(new TreeMap<>(Map.of(Rule.RETENTION_DAYS, 2L)));
    BlockHeader right = block.header();
    Block rules =
        Block.ofRules(
            new BlockHeader(
                BlockKind.RULES,
                right.parent(),
                1,
                right.timestampMillis(),
                0,
                Block.rulesHash(change),
                right.stateHash()),
            change);

    assertRefused(rules, "the rules of this one come from its host");
  }
}
