package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.execution.Receipt;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.mempool.Offer;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;

/** What one instance builds another accepts, and each broken rule is named. */
class BlockRulesTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);

  private static final ChainRules RULES =
      new ChainRules(
          3_600,
          100,
          0,
          1,
          "07",
          Authentication.SIGNED,
          new Limits(262_144, 10, 100, 10, 1 << 20, 10, 4, 1 << 19, 16));

  private final MutableTime time = new MutableTime();
  private final VmFixture leader = VmFixture.setup().rules(RULES).time(time).open();
  private final VmFixture follower = VmFixture.setup().rules(RULES).time(time).open();
  private SessionId session = SessionId.ZERO;

  @BeforeEach
  void openSession() throws InvalidBlockException {
    time.advance(5_000);
    SignedTransaction creation = leader.sign(draft(0), ALICE);
    Receipt receipt = leader.submitAndBuild(creation);
    session = VmFixture.session(receipt);
    follower.follow(last());
  }

  @AfterEach
  void close() {
    leader.close();
    follower.close();
  }

  private CreateSession draft(int nonce) {
    return SessionDraft.at(time.currentMillis()).with(ALICE, BOB).by(ALICE).nonce(nonce).build();
  }

  private Block last() {
    return leader.vm().getBlock(leader.vm().lastAccepted().id()).orElseThrow();
  }

  private SignedTransaction message(TestIdentity sender, int number) {
    return leader.sign(
        new SendMessage(session, sender.participant(), 0, Bytes.fromHex("%08x".formatted(number))),
        sender);
  }

  private Block built(SignedTransaction... transactions) {
    for (SignedTransaction transaction : transactions) {
      leader.vm().mempool().offer(leader.vm().prepare(transaction));
    }
    return leader.build().orElseThrow();
  }

  /** A block of the leader's whose header someone has changed. */
  private static Block with(Block block, BlockHeader header) {
    return Block.of(header, block.transactions());
  }

  private Block carrying(Block block, SignedTransaction... transactions) {
    List<PreparedTransaction> prepared =
        List.of(transactions).stream().map(leader.vm()::prepare).toList();
    BlockHeader header = block.header();
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

  private AbstractThrowableAssert<?, ?> refusal(Block block) {
    BlockId before = follower.vm().lastAccepted().id();
    AbstractThrowableAssert<?, ?> refusal =
        assertThatThrownBy(() -> follower.follow(block)).isInstanceOf(InvalidBlockException.class);
    assertThat(follower.vm().lastAccepted().id()).isEqualTo(before);
    return refusal;
  }

  @Test
  void acceptsWhatAnotherInstanceBuilt() throws InvalidBlockException {
    Block block = built(message(ALICE, 1), message(BOB, 2));

    follower.follow(block);

    assertThat(follower.vm().lastAccepted()).isEqualTo(block.header());
    assertThat(follower.vm().getBlock(block.id())).contains(block);
    assertThat(follower.vm().getBlockIdAtHeight(2)).contains(block.id());
  }

  @Test
  void refusesAnotherHeight() {
    Block block = built(message(ALICE, 1));
    BlockHeader header = block.header();

    refusal(
            with(
                block,
                new BlockHeader(
                    header.parent(),
                    header.height() + 1,
                    header.timestampMillis(),
                    header.transactionCount(),
                    header.bodyHash(),
                    header.stateHash())))
        .hasMessageContaining("height");
  }

  private Block at(Block block, long timestampMillis) {
    BlockHeader header = block.header();
    return with(
        block,
        new BlockHeader(
            header.parent(),
            header.height(),
            timestampMillis,
            header.transactionCount(),
            header.bodyHash(),
            header.stateHash()));
  }

  @Test
  void refusesATimeBeforeTheParents() {
    refusal(at(built(message(ALICE, 1)), last().header().timestampMillis() - 1))
        .hasMessageContaining("before the parent");
  }

  @Test
  void refusesATimeMoreThanTenSecondsAheadOfTheClock() {
    time.advance(10_001);
    Block early = built(message(ALICE, 1));
    time.advance(-10_001);
    refusal(early).hasMessageContaining("ahead of this node's clock");

    time.advance(1);
    assertThatCodeFollows(early);
  }

  private void assertThatCodeFollows(Block block) {
    try {
      follower.follow(block);
    } catch (InvalidBlockException e) {
      throw new AssertionError(e);
    }
    assertThat(follower.vm().lastAccepted().id()).isEqualTo(block.id());
  }

  @Test
  void refusesTheLatestTimeThatAHeaderCanSay() {
    refusal(at(built(message(ALICE, 1)), Long.MAX_VALUE)).hasMessageContaining("ahead");
  }

  @Test
  void refusesAnotherStateHash() {
    Block block = built(message(ALICE, 1));
    BlockHeader header = block.header();

    refusal(
            with(
                block,
                new BlockHeader(
                    header.parent(),
                    header.height(),
                    header.timestampMillis(),
                    header.transactionCount(),
                    header.bodyHash(),
                    header.bodyHash())))
        .hasMessageContaining("does not say what the block does");
  }

  @Test
  void doesNotReadAnotherBodyThanTheHeadersNorBytesAfterIt() {
    Block block = built(message(ALICE, 1));
    Block other = carrying(block, message(ALICE, 2));
    Bytes mixed = Block.of(block.header(), other.transactions()).encode();

    assertThatThrownBy(() -> follower.vm().parseBlock(mixed)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> follower.vm().parseBlock(block.encode().concat(Bytes.fromHex("00"))))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesATransactionTwice() {
    SignedTransaction message = message(ALICE, 1);
    Block block = built(message);

    refusal(carrying(block, message, message)).hasMessageContaining("was accepted before");
    assertThatCodeFollows(block);
    leader.vm().accept(block.id());
    refusal(carrying(built(message(ALICE, 2)), message)).hasMessageContaining("accepted before");
  }

  @Test
  void refusesAWrongSignatureOfATransactionWhoseRightOneIsKnown() {
    SignedTransaction right = message(ALICE, 1);
    follower.vm().submit(follower.vm().prepare(right));
    SignedTransaction wrong =
        new SignedTransaction(right.transaction(), Bytes.wrap(new byte[right.signature().size()]));
    Block block = built(right);

    assertThat(leader.vm().prepare(wrong).id()).isEqualTo(leader.vm().prepare(right).id());
    refusal(carrying(block, wrong)).hasMessageContaining("signature is wrong");
    assertThatCodeFollows(block);
  }

  @Test
  void refusesMissingAndUnknownSigners() {
    Block block = built(message(ALICE, 1));
    SendMessage sent = (SendMessage) message(ALICE, 1).transaction();
    TestIdentity stranger = FakeCrypto.identity(3);

    refusal(carrying(block, VmFixture.unsigned(sent))).hasMessageContaining("missing");
    refusal(carrying(block, message(stranger, 1))).hasMessageContaining("not a participant");
    refusal(carrying(block, leader.sign(sent, BOB))).hasMessageContaining("signature is wrong");
  }

  @Test
  void refusesABlockThatChangesNothing() {
    Block block = built(message(ALICE, 1));

    refusal(carrying(block)).hasMessageContaining("changes nothing");
  }

  @Test
  void refusesMoreTransactionsOrBytesThanTheRulesAllow() {
    Block block = built(message(ALICE, 0));
    SignedTransaction[] five = new SignedTransaction[5];
    for (int i = 0; i < five.length; i++) {
      five[i] = message(ALICE, i);
    }
    SignedTransaction big =
        leader.sign(
            new SendMessage(session, ALICE.participant(), 0, Bytes.wrap(new byte[262_000])), ALICE);
    SignedTransaction alsoBig =
        leader.sign(
            new SendMessage(session, ALICE.participant(), 0, Bytes.wrap(new byte[262_001])), ALICE);

    refusal(carrying(block, five)).hasMessageContaining("over a limit");
    refusal(carrying(block, big, alsoBig)).hasMessageContaining("over a limit");
  }

  @Test
  void doesNotCheckSignaturesOfABlockThatItsHeaderRulesOut() throws InvalidBlockException {
    FakeCrypto counted = new FakeCrypto();
    try (VmFixture counting =
        VmFixture.setup().rules(RULES).time(time).crypto(counted, counted).open()) {
      Block future = at(built(message(ALICE, 1)), time.currentMillis() + 10_001);

      assertThatThrownBy(() -> counting.vm().verify(future))
          .isInstanceOf(InvalidBlockException.class);
      assertThat(counted.verifications()).isZero();
    }
  }

  @Test
  void refusesAnUnknownParent() {
    Block first = built(message(ALICE, 1));
    leader.vm().accept(first.id());
    Block second = built(message(ALICE, 2));

    refusal(second).hasMessageContaining("parent");
  }

  /** The checks of signatures begin before the form is known to be well, so they must survive. */
  @Test
  void refusesCreationsWhoseKeysOrCreatorAreNonsense() {
    Block block = built(message(ALICE, 1));
    Bytes noKemKey = Bytes.fromHex("ff".repeat(MlKemPublicKey.BYTES));
    Bytes broken = noKemKey.concat(ALICE.keys().dsa().bytes());
    assertThat(broken.size()).isEqualTo(IdentityKeys.BYTES);
    CreateSession brokenKey =
        SessionDraft.at(time.currentMillis()).with(ALICE.participant(), broken).by(ALICE).build();
    CreateSession absentCreator = SessionDraft.at(time.currentMillis()).with(BOB).by(ALICE).build();
    CreateSession tooFewKeys =
        new CreateSession(
            ALICE.participant(),
            List.of(BOB.participant(), ALICE.participant()),
            List.of(),
            draft(1).metadata(),
            time.currentMillis(),
            1);

    refusal(carrying(block, leader.sign(brokenKey, ALICE))).hasMessageContaining("publicKeys[0]");
    refusal(carrying(block, leader.sign(absentCreator, ALICE))).hasMessageContaining("creator");
    refusal(carrying(block, leader.sign(tooFewKeys, ALICE))).hasMessageContaining("publicKeys");
  }

  @Test
  void verifiesOnAParentThatIsVerifiedAndNotAccepted() throws InvalidBlockException {
    Block first = built(message(ALICE, 1));
    leader.vm().setPreference(first.id());
    Block second = built(message(ALICE, 2));
    assertThat(second.header().parent()).isEqualTo(first.id());

    follower.vm().verify(follower.vm().parseBlock(first.encode()));
    follower.vm().verify(follower.vm().parseBlock(second.encode()));
    assertThat(follower.vm().lastAccepted().height()).isEqualTo(1);
    follower.vm().accept(first.id());
    follower.vm().accept(second.id());

    assertThat(follower.vm().lastAccepted()).isEqualTo(second.header());
    leader.vm().accept(first.id());
    leader.vm().accept(second.id());
    assertThat(leader.vm().mempool().size()).isZero();
  }

  @Test
  void acceptsTheSecondOfTwoSiblingsAndTakesTheFirstsTransactionsBack()
      throws InvalidBlockException {
    Block first = built(message(ALICE, 1));
    try (VmFixture rival = VmFixture.setup().rules(RULES).time(time).open()) {
      rival.follow(last());
      rival.vm().mempool().offer(rival.vm().prepare(message(BOB, 2)));
      Block second = rival.build().orElseThrow();
      for (Block block : List.of(first, second)) {
        follower.vm().verify(follower.vm().parseBlock(block.encode()));
      }

      follower.vm().accept(second.id());
      follower.vm().reject(first.id());
      Block third = follower.buildAndAccept().orElseThrow();

      assertThat(third.header().parent()).isEqualTo(second.id());
      assertThat(third.transactions()).isEqualTo(first.transactions());
      assertThat(follower.vm().mempool().size()).isZero();
      assertThat(follower.vm().getBlock(first.id())).isEmpty();
    }
  }

  @Test
  void refusesAChildOfABlockThatLostToItsSibling() throws InvalidBlockException {
    Block loser = built(message(ALICE, 1));
    leader.vm().setPreference(loser.id());
    Block child = built(message(ALICE, 2));
    try (VmFixture rival = VmFixture.setup().rules(RULES).time(time).open()) {
      rival.follow(last());
      rival.vm().mempool().offer(rival.vm().prepare(message(BOB, 3)));
      Block winner = rival.build().orElseThrow();
      follower.vm().verify(follower.vm().parseBlock(loser.encode()));
      follower.vm().verify(follower.vm().parseBlock(winner.encode()));

      follower.vm().accept(winner.id());

      refusal(child).hasMessageContaining("parent");
    }
  }

  private CompletableFuture<Receipt> offered(SignedTransaction signed) {
    return ((Offer.Waiting) leader.vm().mempool().offer(leader.vm().prepare(signed))).receipt();
  }

  @Test
  void tellsNobodyWhatRestsOnABlockThatIsNotDurable() {
    SignedTransaction close = leader.sign(new CloseSession(session, ALICE.participant()), ALICE);
    SignedTransaction again = leader.sign(new CloseSession(session, BOB.participant()), BOB);
    SignedTransaction late = message(BOB, 9);
    List<CompletableFuture<Receipt>> receipts =
        List.of(close, again, late).stream().map(this::offered).toList();

    Block block = leader.build().orElseThrow();
    assertThat(receipts).noneMatch(CompletableFuture::isDone);
    leader.vm().accept(block.id());
    assertThat(leader.buildAndAccept()).isEmpty();

    assertThat(receipts).allMatch(CompletableFuture::isDone);
    assertThat(VmFixture.outcome(receipts.get(1).join()))
        .isEqualTo(VmFixture.outcome(receipts.get(0).join()));
    assertThat(VmFixture.rejection(receipts.get(2).join()).text()).isEqualTo("session closed");
  }

  @Test
  void registersAnIdentityOfWhichItKnowsNothing() {
    TestIdentity carol = FakeCrypto.identity(4);
    Block block = built(leader.sign(new RegisterIdentity(carol.keys()), carol));

    assertThatCodeFollows(block);
  }
}
