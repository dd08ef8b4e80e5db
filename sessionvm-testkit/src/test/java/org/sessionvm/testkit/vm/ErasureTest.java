package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionvm.block.Block;
import org.sessionvm.execution.Outcome;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.mempool.Offer;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Columns;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.StateReader;

/** What somebody deletes or closes is gone from the disk in time, however much it is. */
class ErasureTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final Bytes END = Bytes.fromHex("ff".repeat(80));
  private static final int SWEEP_ROWS = 8;
  private static final long DAY = 86_400_000;
  private static final int MESSAGES = 5 * SWEEP_ROWS;

  private static final ChainRules RULES =
      new ChainRules(
          3_600,
          1_000,
          1,
          1,
          "07",
          Authentication.SIGNED,
          new Limits(1_000, 100, 100, 100, 1 << 20, 100, SWEEP_ROWS, 1 << 19, SWEEP_ROWS));

  private static SessionId active(VmFixture chain) {
    SessionDraft draft = SessionDraft.at(chain.time().currentMillis()).with(ALICE, BOB);
    SessionId session = chain.create(draft, ALICE);
    VmFixture.outcome(chain.submitAndBuild(new AcceptSession(session, BOB.participant()), BOB));
    return session;
  }

  private static SendMessage message(SessionId session, int number) {
    Bytes text = Bytes.fromHex("deadbeef%08x".formatted(number));
    return new SendMessage(session, ALICE.participant(), 0, text);
  }

  private static long payloadsWith(VmFixture chain, String hex) {
    return chain.store().scan(Columns.PAYLOADS.id(), Bytes.EMPTY, END, 100_000).stream()
        .filter(row -> row.value().toHex().contains(hex))
        .count();
  }

  private static int shown(VmFixture chain, SessionId session) {
    try (StateReader reader = chain.vm().read()) {
      return reader.messages(reader.session(session).orElseThrow(), 0, 1_000).messages().size();
    }
  }

  private static void assertSound(VmFixture chain) {
    assertThat(
            IntegrityCheck.run(chain.store(), chain.vm().rules(), new FakeCrypto(), Progress.SILENT)
                .findings())
        .isEmpty();
  }

  /** Hidden at once, deleted a few in each block, so that no block takes long. */
  @Test
  void aPurgeOfManyMessagesGoesPieceByPiece() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      SessionId session = active(chain);
      for (int i = 0; i < MESSAGES; i++) {
        VmFixture.outcome(chain.submitAndBuild(message(session, i), ALICE));
      }
      VmFixture.outcome(chain.submitAndBuild(new CloseSession(session, BOB.participant()), BOB));
      VmFixture.outcome(chain.submitAndBuild(new PurgeSession(session, BOB.participant()), BOB));
      assertThat(shown(chain, session)).isZero();

      long left = payloadsWith(chain, "deadbeef");
      int blocks = 0;
      while (left > 0) {
        chain.buildAndAccept();
        long now = payloadsWith(chain, "deadbeef");
        assertThat(left - now).isBetween(1L, (long) SWEEP_ROWS);
        assertSound(chain);
        left = now;
        blocks++;
      }
      assertThat(blocks).isGreaterThanOrEqualTo(MESSAGES / SWEEP_ROWS - 1);
    }
  }

  @Test
  void aClosedChannelOfManyMessagesGoesPieceByPiece() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      ChannelId channel = closedChannel(chain);
      chain.time().advance(DAY);

      int left = rows(chain);
      assertThat(left).isEqualTo(MESSAGES);
      while (chain.vm().isMaintenanceDue()) {
        chain.buildAndAccept();
        int now = rows(chain);
        assertThat(left - now).isBetween(0, SWEEP_ROWS);
        assertSound(chain);
        left = now;
      }
      assertThat(left).isZero();
      assertThat(chain.store().get(Columns.CHANNELS.id(), channel.bytes())).isEmpty();
    }
  }

  private static ChannelId closedChannel(VmFixture chain) {
    VmFixture.outcome(chain.submitAndBuild(new RegisterIdentity(ALICE.keys()), ALICE));
    ParticipantId alice = ALICE.participant();
    CreateChannel create =
        new CreateChannel(alice, new ChannelName("c"), chain.time().currentMillis(), 0);
    ChannelId channel =
        ((Outcome.ChannelCreated) VmFixture.outcome(chain.submitAndBuild(create, ALICE))).channel();
    List<ChannelKeyEntry> keys = List.of(new ChannelKeyEntry(alice, Bytes.fromHex("c0de")));
    VmFixture.outcome(
        chain.submitAndBuild(new GiveChannelKey(channel, alice, 1, keys, Bytes.EMPTY), ALICE));
    for (int i = 0; i < MESSAGES; i++) {
      Bytes text = Bytes.fromHex("%08x".formatted(i));
      VmFixture.outcome(
          chain.submitAndBuild(new SendChannelMessage(channel, alice, 1, text), ALICE));
    }
    VmFixture.outcome(chain.submitAndBuild(new CloseChannel(channel, alice), ALICE));
    return channel;
  }

  private static int rows(VmFixture chain) {
    return chain.store().scan(Columns.CHANNEL_MESSAGES.id(), Bytes.EMPTY, END, 100_000).size();
  }

  @Test
  void aMessageMayBeSentAndDeletedInOneBlock() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      SessionId session = active(chain);
      offer(chain, message(session, 0));
      offer(chain, message(session, 1));
      offer(chain, new DeleteMessage(session, ALICE.participant(), 0));
      Block block = chain.buildAndAccept().orElseThrow();

      assertThat(block.transactions()).hasSize(3);
      assertThat(payloadsWith(chain, "deadbeef00000000")).isZero();
      assertThat(payloadsWith(chain, "deadbeef00000001")).isEqualTo(1);
      assertThat(shown(chain, session)).isEqualTo(1);
      assertSound(chain);
    }
  }

  private static void offer(VmFixture chain, Transaction transaction) {
    Offer offer = chain.vm().mempool().offer(chain.vm().prepare(chain.sign(transaction, ALICE)));
    assertThat(offer).isInstanceOf(Offer.Waiting.class);
  }
}
