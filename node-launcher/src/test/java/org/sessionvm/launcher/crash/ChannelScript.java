package org.sessionvm.launcher.crash;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.Transaction;

/** What four people do in a channel from its creation to its end, all of it allowed. */
final class ChannelScript implements AutoCloseable {
  private final Identity alice = Identity.generate();
  private final Identity bob = Identity.generate();
  private final Identity carol = Identity.generate();
  private final Identity dave = Identity.generate();
  private long latestMillis;

  /** Who signs what. */
  record Line(Identity signer, Transaction transaction) {}

  private final List<Function<ChannelAccount, Line>> afterCreation =
      List.of(
          channel -> invite(channel, alice, bob),
          channel -> join(channel, bob),
          channel -> invite(channel, alice, carol),
          channel -> join(channel, carol),
          channel -> invite(channel, alice, dave),
          channel -> remove(channel, dave, dave),
          channel -> invite(channel, alice, dave),
          channel -> join(channel, dave),
          channel -> give(channel, 1, alice, alice, bob),
          channel -> give(channel, 1, alice, carol, dave),
          channel -> send(channel, 1, bob),
          channel -> send(channel, 1, alice),
          channel -> change(channel, alice, bob, ChannelRole.ADMIN),
          // Given up by a departure while Carol lacks it.
          channel -> give(channel, 2, bob, bob, dave),
          channel -> give(channel, 2, bob, alice),
          channel -> remove(channel, dave, dave),
          channel -> give(channel, 3, bob, bob),
          channel -> give(channel, 3, bob, alice),
          channel -> give(channel, 3, bob, carol),
          channel -> send(channel, 3, carol),
          channel -> delete(channel, bob, 0),
          channel -> invite(channel, bob, dave),
          channel -> remove(channel, alice, dave),
          channel -> change(channel, alice, bob, ChannelRole.OWNER),
          // Completed by a departure of the one who lacks it.
          channel -> give(channel, 4, alice, alice, bob),
          channel -> remove(channel, bob, carol),
          channel -> send(channel, 4, alice),
          channel -> invite(channel, alice, dave),
          channel -> join(channel, dave),
          channel -> give(channel, 4, bob, dave),
          channel -> give(channel, 1, alice, dave),
          channel -> send(channel, 4, dave),
          channel -> invite(channel, bob, carol),
          channel -> close(channel, bob),
          channel -> delete(channel, carol, 2));

  List<Identity> people() {
    return List.of(alice, bob, carol, dave);
  }

  /** What comes after so many transactions in the channel of the last. */
  Line line(int done, Optional<ChannelAccount> channel) {
    int lines = 1 + afterCreation.size();
    return done % lines == 0
        ? create(done / lines)
        : afterCreation.get(done % lines - 1).apply(channel.orElseThrow());
  }

  /** Where it was done. */
  static ChannelId channel(PreparedTransaction done) {
    return switch (done.transaction()) {
      case CreateChannel _ -> ChannelId.of(done.id());
      case InviteToChannel invite -> invite.channel();
      case JoinChannel join -> join.channel();
      case RemoveChannelMember remove -> remove.channel();
      case ChangeChannelRole change -> change.channel();
      case GiveChannelKey give -> give.channel();
      case SendChannelMessage send -> send.channel();
      case DeleteChannelMessage delete -> delete.channel();
      case CloseChannel close -> close.channel();
      default -> throw new IllegalArgumentException("is about no channel");
    };
  }

  /** Never the same twice: the moment is what makes two invitations differ. */
  private long now() {
    latestMillis = Math.max(System.currentTimeMillis(), latestMillis + 1);
    return latestMillis;
  }

  private Line create(int round) {
    ChannelName name = new ChannelName("channel " + round);
    return new Line(alice, new CreateChannel(alice.participant(), name, now(), round));
  }

  private Line invite(ChannelAccount channel, Identity by, Identity whom) {
    return new Line(
        by, new InviteToChannel(channel.id, by.participant(), whom.participant(), now()));
  }

  private static Line join(ChannelAccount channel, Identity who) {
    TransactionId invitation = channel.invitation(who.participant());
    return new Line(who, new JoinChannel(channel.id, who.participant(), invitation));
  }

  /** Ends a membership or an invitation, whichever there is. */
  private static Line remove(ChannelAccount channel, Identity by, Identity whom) {
    ParticipantId member = whom.participant();
    TransactionId membership =
        channel.members.containsKey(member)
            ? channel.member(member).membership()
            : channel.invitation(member);
    return new Line(by, new RemoveChannelMember(channel.id, by.participant(), member, membership));
  }

  private Line change(ChannelAccount channel, Identity by, Identity whom, ChannelRole role) {
    TransactionId membership = channel.member(whom.participant()).membership();
    return new Line(
        by,
        new ChangeChannelRole(
            channel.id, by.participant(), whom.participant(), membership, role, now()));
  }

  private static Line give(
      ChannelAccount channel, int generation, Identity by, Identity... members) {
    List<ChannelKeyEntry> entries =
        Arrays.stream(members)
            .map(Identity::participant)
            .sorted(Comparator.comparing(ParticipantId::bytes))
            .map(member -> new ChannelKeyEntry(member, wrapped(generation, member)))
            .toList();
    boolean begins = generation > channel.keys.latest();
    Bytes proof = begins ? Bytes.fromHex("9f00").concat(by.participant().bytes()) : Bytes.EMPTY;
    return new Line(
        by, new GiveChannelKey(channel.id, by.participant(), generation, entries, proof));
  }

  /** Different for everyone and each time. */
  private static Bytes wrapped(int generation, ParticipantId member) {
    return Bytes.wrap(new byte[] {(byte) generation}).concat(member.bytes());
  }

  private static Line send(ChannelAccount channel, int generation, Identity by) {
    Bytes ciphertext = Bytes.wrap(new byte[] {(byte) channel.messages.size(), 0x0b, 0x0e});
    return new Line(
        by, new SendChannelMessage(channel.id, by.participant(), generation, ciphertext));
  }

  private static Line delete(ChannelAccount channel, Identity by, long sequence) {
    return new Line(by, new DeleteChannelMessage(channel.id, by.participant(), sequence));
  }

  private static Line close(ChannelAccount channel, Identity by) {
    return new Line(by, new CloseChannel(channel.id, by.participant()));
  }

  @Override
  public void close() {
    people().forEach(Identity::close);
  }
}
