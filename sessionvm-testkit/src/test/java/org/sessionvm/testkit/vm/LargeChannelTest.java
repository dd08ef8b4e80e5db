package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.state.Columns;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.StateReader;

/** A channel with as many members as there may be. */
class LargeChannelTest {
  private static final Bytes END = Bytes.fromHex("ff".repeat(80));

  /** As long as an envelope of a key of 32 bytes. */
  private static final Bytes WRAPPED = Bytes.fromHex("5a".repeat(1_160));

  /** Small blocks, so that a channel goes in pieces. */
  private static final ChainRules RULES =
      new ChainRules(
          3_600,
          8,
          1,
          1,
          "07",
          Authentication.SIGNED,
          new Limits(300, 3, 30, 3, 400, 3, 64, 1 << 20, 100));

  private static final TestIdentity OWNER = FakeCrypto.identity(0);

  private static List<TestIdentity> people(int count) {
    return IntStream.range(0, count).mapToObj(FakeCrypto::identity).toList();
  }

  private static ChannelId create(VmFixture chain) {
    chain.submitAndBuild(new RegisterIdentity(OWNER.keys()), OWNER);
    Receipt made =
        chain.submitAndBuild(
            new CreateChannel(
                OWNER.participant(), new ChannelName("all"), chain.time().currentMillis(), 1),
            OWNER);
    return ((Outcome.ChannelCreated) VmFixture.outcome(made)).channel();
  }

  private static Receipt invite(VmFixture chain, ChannelId channel, TestIdentity invitee) {
    return chain.submitAndBuild(
        new InviteToChannel(
            channel, OWNER.participant(), invitee.participant(), chain.time().currentMillis()),
        OWNER);
  }

  private static TransactionId join(VmFixture chain, ChannelId channel, TestIdentity member) {
    chain.submitAndBuild(new RegisterIdentity(member.keys()), member);
    Receipt invited = invite(chain, channel, member);
    TransactionId invitation = ((Outcome.ChannelInvited) VmFixture.outcome(invited)).invitation();
    Receipt joined =
        chain.submitAndBuild(new JoinChannel(channel, member.participant(), invitation), member);
    assertThat(VmFixture.outcome(joined)).isInstanceOf(Outcome.ChannelJoined.class);
    return invitation;
  }

  /** The owner is the first of the members. */
  private static List<GiveChannelKey> parts(
      ChannelId channel, long generation, List<TestIdentity> members) {
    List<TestIdentity> others = members.subList(1, members.size());
    List<GiveChannelKey> parts = new ArrayList<>();
    parts.add(give(channel, generation, List.of(OWNER)));
    for (int from = 0; from < others.size(); from += ChannelKey.ENTRIES_MAX) {
      int to = Math.min(others.size(), from + ChannelKey.ENTRIES_MAX);
      parts.add(give(channel, generation, others.subList(from, to)));
    }
    return parts;
  }

  private static GiveChannelKey give(
      ChannelId channel, long generation, List<TestIdentity> members) {
    return new GiveChannelKey(
        channel,
        OWNER.participant(),
        generation,
        members.stream()
            .sorted(Comparator.comparing(member -> member.participant().bytes()))
            .map(member -> new ChannelKeyEntry(member.participant(), WRAPPED))
            .toList(),
        Bytes.EMPTY);
  }

  private static int missing(Receipt receipt) {
    return ((Outcome.ChannelKeyGiven) VmFixture.outcome(receipt)).missing();
  }

  private static Transaction message(ChannelId channel, long generation) {
    return new SendChannelMessage(
        channel, OWNER.participant(), generation, Bytes.fromHex("c0ffee"));
  }

  @Test
  void keysOfAThousandMembersAreGivenInParts() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      ChannelId channel = create(chain);
      List<TestIdentity> members = people(Channel.MEMBERS_MAX);
      for (TestIdentity member : members.subList(1, members.size())) {
        join(chain, channel, member);
      }
      TestIdentity oneMore = FakeCrypto.identity(Channel.MEMBERS_MAX);
      chain.submitAndBuild(new RegisterIdentity(oneMore.keys()), oneMore);
      assertThat(VmFixture.rejection(invite(chain, channel, oneMore)))
          .isEqualTo(RejectionCode.LIMIT_EXCEEDED);

      int missing = members.size();
      for (GiveChannelKey part : parts(channel, 1, members)) {
        assertThat(VmFixture.rejection(chain.submitAndBuild(message(channel, 1), OWNER)))
            .as("before the last part")
            .isEqualTo(RejectionCode.MALFORMED);
        missing -= part.entries().size();
        assertThat(missing(chain.submitAndBuild(part, OWNER))).isEqualTo(missing);
      }

      assertThat(missing).isZero();
      assertThat(VmFixture.outcome(chain.submitAndBuild(message(channel, 1), OWNER)))
          .isEqualTo(new Outcome.ChannelMessageAccepted(channel, 0));
      closedChannelGoesInPieces(chain, channel);
    }
  }

  private static int keys(VmFixture chain) {
    return chain.store().scan(Columns.CHANNEL_KEYS.id(), Bytes.EMPTY, END, 10_000).size();
  }

  private static void closedChannelGoesInPieces(VmFixture chain, ChannelId channel) {
    chain.submitAndBuild(new CloseChannel(channel, OWNER.participant()), OWNER);
    chain.time().advance(RULES.retentionMillis());
    try (StateReader reader = chain.vm().read()) {
      assertThat(reader.channels().channel(channel)).as("gone at once").isEmpty();
    }
    int blocks = 0;
    int keys = keys(chain);
    while (chain.buildAndAccept().isPresent()) {
      blocks++;
      int left = keys(chain);
      assertThat(keys - left).as("keys that one block deletes").isLessThanOrEqualTo(100);
      keys = left;
      if (blocks % 5 == 1) {
        assertThat(
                IntegrityCheck.run(chain.store(), RULES, new FakeCrypto(), Progress.SILENT)
                    .findings())
            .as("after %s blocks", blocks)
            .isEmpty();
      }
    }
    assertThat(blocks).isGreaterThan(20);
    for (ColumnId column :
        List.of(
            Columns.CHANNELS.id(),
            Columns.CHANNEL_MEMBERS.id(),
            Columns.PARTICIPANT_CHANNELS.id(),
            Columns.CHANNEL_INVITATIONS.id(),
            Columns.CHANNEL_KEYS.id(),
            Columns.CHANNEL_KEY_ORIGINS.id(),
            Columns.CHANNEL_MESSAGES.id())) {
      assertThat(chain.store().scan(column, Bytes.EMPTY, END, 10)).as(column.name()).isEmpty();
    }
  }

  @Test
  void namesTheLimitsOfKeys() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      ChannelId channel = create(chain);

      assertThat(limit(chain, give(channel, 1, people(ChannelKey.ENTRIES_MAX + 1))))
          .isEqualTo("channelKeyEntriesMax");
      assertThat(limit(chain, entry(channel, ChannelKey.WRAPPED_KEY_BYTES_MAX + 1)))
          .isEqualTo("channelWrappedKeyBytesMax");
      List<ChannelKeyEntry> large = new ArrayList<>();
      for (ChannelKeyEntry entry : give(channel, 1, people(150)).entries()) {
        large.add(new ChannelKeyEntry(entry.member(), bytes(ChannelKey.WRAPPED_KEY_BYTES_MAX)));
      }
      assertThat(
              limit(chain, new GiveChannelKey(channel, OWNER.participant(), 1, large, Bytes.EMPTY)))
          .isEqualTo("channelWrappedKeysBytesMax");
      List<ChannelKeyEntry> own = entry(channel, 1).entries();
      Bytes proof = bytes(ChannelKeyOrigin.PROOF_BYTES_MAX + 1);
      assertThat(limit(chain, new GiveChannelKey(channel, OWNER.participant(), 1, own, proof)))
          .isEqualTo("channelKeyProofBytesMax");
    }
  }

  private static GiveChannelKey entry(ChannelId channel, int size) {
    return new GiveChannelKey(
        channel,
        OWNER.participant(),
        1,
        List.of(new ChannelKeyEntry(OWNER.participant(), bytes(size))),
        Bytes.EMPTY);
  }

  private static Bytes bytes(int size) {
    return Bytes.fromHex("5a".repeat(size));
  }

  private static String limit(VmFixture chain, GiveChannelKey give) {
    Receipt receipt = chain.submitAndBuild(give, OWNER);
    assertThat(VmFixture.rejection(receipt)).isEqualTo(RejectionCode.LIMIT_EXCEEDED);
    return ((Receipt.Rejected) receipt).rejection().field().orElseThrow();
  }

  @Test
  void aChannelHasNoMoreThanSoManyKeys() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      ChannelId channel = create(chain);
      for (int generation = 1; generation <= ChannelKey.GENERATIONS_MAX; generation++) {
        chain.submitAndBuild(give(channel, generation, List.of(OWNER)), OWNER);
      }

      assertThat(limit(chain, give(channel, ChannelKey.GENERATIONS_MAX + 1, List.of(OWNER))))
          .isEqualTo("channelKeyGenerationsMax");
    }
  }

  @Test
  void anInvitationIsWorthNothingOnceItWasUsed() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      ChannelId channel = create(chain);
      TestIdentity member = FakeCrypto.identity(1);
      TransactionId membership = join(chain, channel, member);

      assertThat(
              VmFixture.outcome(
                  chain.submitAndBuild(
                      new RemoveChannelMember(
                          channel, OWNER.participant(), member.participant(), membership),
                      OWNER)))
          .isInstanceOf(Outcome.ChannelMemberRemoved.class);
      assertThat(
              VmFixture.rejection(
                  chain.submitAndBuild(
                      new JoinChannel(channel, member.participant(), membership), member)))
          .isEqualTo(RejectionCode.UNKNOWN_INVITATION);
    }
  }
}
