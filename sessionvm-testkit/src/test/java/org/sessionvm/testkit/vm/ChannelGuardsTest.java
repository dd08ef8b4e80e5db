package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;

/** What random transactions seldom come across in channels. */
class ChannelGuardsTest {
  private static final int SWEEP_ROWS = 64;
  private static final ChainRules RULES =
      new ChainRules(
          3_600,
          8,
          2_000,
          30,
          "07",
          Authentication.SIGNED,
          new Limits(300, 3, 30, 3, 400, 3, SWEEP_ROWS, 1 << 19, SWEEP_ROWS));

  private static final TestIdentity OWNER = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final TestIdentity CAROL = FakeCrypto.identity(3);

  private static VmFixture open() {
    VmFixture chain = VmFixture.setup().rules(RULES).open();
    for (TestIdentity person : new TestIdentity[] {OWNER, BOB, CAROL}) {
      chain.submitAndBuild(new RegisterIdentity(person.keys()), person);
    }
    return chain;
  }

  private static ChannelId create(VmFixture chain, long nonce) {
    Receipt made =
        chain.submitAndBuild(
            new CreateChannel(
                OWNER.participant(), new ChannelName("c"), chain.time().currentMillis(), nonce),
            OWNER);
    return ((Outcome.ChannelCreated) VmFixture.outcome(made)).channel();
  }

  private static Receipt invite(VmFixture chain, ChannelId channel, ParticipantId invitee) {
    return chain.submitAndBuild(
        new InviteToChannel(channel, OWNER.participant(), invitee, chain.time().currentMillis()),
        OWNER);
  }

  private static TransactionId invitation(Receipt receipt) {
    return ((Outcome.ChannelInvited) VmFixture.outcome(receipt)).invitation();
  }

  private static Receipt join(
      VmFixture chain, ChannelId channel, TestIdentity who, TransactionId invitation) {
    return chain.submitAndBuild(new JoinChannel(channel, who.participant(), invitation), who);
  }

  private static TransactionId member(VmFixture chain, ChannelId channel, TestIdentity who) {
    TransactionId invitation = invitation(invite(chain, channel, who.participant()));
    assertThat(VmFixture.outcome(join(chain, channel, who, invitation)))
        .isInstanceOf(Outcome.ChannelJoined.class);
    return invitation;
  }

  private static ChangeChannelRole role(
      ChannelId channel,
      TestIdentity who,
      TransactionId membership,
      ChannelRole role,
      long millis) {
    return new ChangeChannelRole(
        channel, OWNER.participant(), who.participant(), membership, role, millis);
  }

  @Test
  void anOldChangeOfARoleCannotBeRepeated() {
    try (VmFixture chain = open()) {
      ChannelId channel = create(chain, 0);
      TransactionId membership = member(chain, channel, BOB);
      long now = chain.time().currentMillis();
      ChangeChannelRole raised = role(channel, BOB, membership, ChannelRole.ADMIN, now);
      chain.submitAndBuild(raised, OWNER);
      chain.submitAndBuild(role(channel, BOB, membership, ChannelRole.MEMBER, now + 1), OWNER);

      assertThat(VmFixture.rejection(chain.submitAndBuild(raised, OWNER)))
          .isEqualTo(RejectionCode.MALFORMED);
    }
  }

  @Test
  void anAdminRemovesNoAdmin() {
    try (VmFixture chain = open()) {
      ChannelId channel = create(chain, 0);
      TransactionId bobs = member(chain, channel, BOB);
      TransactionId carols = member(chain, channel, CAROL);
      long now = chain.time().currentMillis();
      chain.submitAndBuild(role(channel, BOB, bobs, ChannelRole.ADMIN, now), OWNER);
      chain.submitAndBuild(role(channel, CAROL, carols, ChannelRole.ADMIN, now), OWNER);
      RemoveChannelMember removal =
          new RemoveChannelMember(channel, BOB.participant(), CAROL.participant(), carols);

      assertThat(VmFixture.rejection(chain.submitAndBuild(removal, BOB)))
          .isEqualTo(RejectionCode.UNAUTHORIZED);
      chain.submitAndBuild(role(channel, CAROL, carols, ChannelRole.MEMBER, now + 1), OWNER);
      assertThat(VmFixture.outcome(chain.submitAndBuild(removal, BOB)))
          .isInstanceOf(Outcome.ChannelMemberRemoved.class);
    }
  }

  @Test
  void nobodyRemovesTheOwner() {
    try (VmFixture chain = open()) {
      ChannelId channel = create(chain, 0);
      TransactionId bobs = member(chain, channel, BOB);
      long now = chain.time().currentMillis();
      chain.submitAndBuild(role(channel, BOB, bobs, ChannelRole.ADMIN, now), OWNER);
      TransactionId owners = new TransactionId(channel.bytes());

      assertThat(
              VmFixture.rejection(
                  chain.submitAndBuild(
                      new RemoveChannelMember(
                          channel, BOB.participant(), OWNER.participant(), owners),
                      BOB)))
          .isEqualTo(RejectionCode.UNAUTHORIZED);
    }
  }

  @Test
  void onlyItsAuthorGoesOnWithAKey() {
    try (VmFixture chain = open()) {
      ChannelId channel = create(chain, 0);
      TransactionId bobs = member(chain, channel, BOB);
      long now = chain.time().currentMillis();
      chain.submitAndBuild(role(channel, BOB, bobs, ChannelRole.ADMIN, now), OWNER);
      chain.submitAndBuild(give(channel, OWNER, OWNER), OWNER);

      assertThat(VmFixture.rejection(chain.submitAndBuild(give(channel, BOB, BOB), BOB)))
          .isEqualTo(RejectionCode.UNAUTHORIZED);
      assertThat(VmFixture.outcome(chain.submitAndBuild(give(channel, OWNER, BOB), OWNER)))
          .isEqualTo(new Outcome.ChannelKeyGiven(channel, 1, 0));
    }
  }

  @Test
  void whatShowsTheAuthorIsGivenOnce() {
    try (VmFixture chain = open()) {
      ChannelId channel = create(chain, 0);
      member(chain, channel, BOB);
      Bytes proof = Bytes.fromHex("feed");
      GiveChannelKey begins = proved(give(channel, OWNER, OWNER), proof);
      VmFixture.outcome(chain.submitAndBuild(begins, OWNER));

      assertThat(VmFixture.outcome(chain.submitAndBuild(begins, OWNER)))
          .isEqualTo(new Outcome.ChannelKeyGiven(channel, 1, 1));
      GiveChannelKey more = proved(give(channel, OWNER, BOB), proof);
      assertThat(VmFixture.rejection(chain.submitAndBuild(more, OWNER)))
          .isEqualTo(RejectionCode.MALFORMED);
      GiveChannelKey other = proved(begins, Bytes.fromHex("fade"));
      assertThat(VmFixture.rejection(chain.submitAndBuild(other, OWNER)))
          .isEqualTo(RejectionCode.MALFORMED);
    }
  }

  private static GiveChannelKey proved(GiveChannelKey give, Bytes proof) {
    return new GiveChannelKey(
        give.channel(), give.author(), give.generation(), give.entries(), proof);
  }

  private static GiveChannelKey give(ChannelId channel, TestIdentity author, TestIdentity member) {
    return new GiveChannelKey(
        channel,
        author.participant(),
        1,
        List.of(new ChannelKeyEntry(member.participant(), Bytes.fromHex("c0de"))),
        Bytes.EMPTY);
  }

  @Test
  void anInvitationPastItsTimeIsWorthNothingBeforeItsSweep() {
    try (VmFixture chain = open()) {
      ChannelId channel = create(chain, 0);
      TransactionId last = invitation(invite(chain, channel, BOB.participant()));
      for (int i = 0; i < 2 * SWEEP_ROWS; i++) {
        // Each takes the place of the one before, whose end is still due.
        chain.time().advance(1);
        last = invitation(invite(chain, channel, BOB.participant()));
      }

      chain.time().advance(ChannelInvitation.LIFE.toMillis());

      assertThat(VmFixture.rejection(join(chain, channel, BOB, last)))
          .isEqualTo(RejectionCode.UNKNOWN_INVITATION);
    }
  }

  /** Who was removed could come back under another name. */
  @Test
  void anInvitationOfWhoIsNoAdminAnyMoreIsWorthNothing() {
    try (VmFixture chain = open()) {
      ChannelId channel = create(chain, 0);
      TransactionId bobs = member(chain, channel, BOB);
      long now = chain.time().currentMillis();
      VmFixture.outcome(
          chain.submitAndBuild(role(channel, BOB, bobs, ChannelRole.ADMIN, now), OWNER));
      InviteToChannel invite =
          new InviteToChannel(
              channel, BOB.participant(), CAROL.participant(), chain.time().currentMillis());
      TransactionId carols = invitation(chain.submitAndBuild(invite, BOB));
      VmFixture.outcome(
          chain.submitAndBuild(
              new RemoveChannelMember(channel, OWNER.participant(), BOB.participant(), bobs),
              OWNER));

      assertThat(VmFixture.rejection(join(chain, channel, CAROL, carols)))
          .isEqualTo(RejectionCode.UNKNOWN_INVITATION);
    }
  }

  @Test
  void nobodyHasMoreInvitationsThanSoMany() {
    try (VmFixture chain = open()) {
      for (int i = 0; i < ChannelInvitation.PER_PARTICIPANT_MAX; i++) {
        invitation(invite(chain, create(chain, i), BOB.participant()));
      }
      Receipt refused = invite(chain, create(chain, -1), BOB.participant());

      assertThat(VmFixture.rejection(refused)).isEqualTo(RejectionCode.LIMIT_EXCEEDED);
      assertThat(((Receipt.Rejected) refused).rejection().field())
          .contains("channelInvitationsPerParticipantMax");
    }
  }
}
