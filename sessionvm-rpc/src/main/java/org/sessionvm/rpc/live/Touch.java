package org.sessionvm.rpc.live;

import java.util.Optional;
import java.util.stream.Stream;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.Transaction;

/**
 * That something happened.
 *
 * @param messages that are new
 * @param changed whether anything else is another than before
 */
record Touch(Subject subject, SequenceRange messages, boolean changed) {
  /** What an accepted transaction touched. */
  static Stream<Touch> of(Transaction transaction, Outcome outcome) {
    return Stream.concat(of(outcome).stream(), membership(transaction).stream());
  }

  private static Optional<Touch> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.MessageAccepted(SessionId session, long sequence) ->
          Optional.of(message(new Subject.OfSession(session), sequence));
      case Outcome.SessionCreated created -> session(created.session());
      case Outcome.SessionAccepted accepted -> session(accepted.session());
      case Outcome.SessionClosed(SessionId session) -> session(session);
      case Outcome.SessionEstablished(SessionId session) -> session(session);
      case Outcome.SessionRenewed renewed -> session(renewed.session());
      case Outcome.SessionKeyRotated rotated -> session(rotated.session());
      case Outcome.MessageDeleted deleted -> session(deleted.session());
      case Outcome.SessionPurged purged -> session(purged.session());
      case Outcome.MessagesAcknowledged(SessionId session) ->
          Optional.of(changed(new Subject.OfReceipts(session)));
      case Outcome.ChannelMessageAccepted(ChannelId channel, long sequence) ->
          Optional.of(message(new Subject.OfChannel(channel), sequence));
      case Outcome.ChannelCreated(ChannelId channel) -> channel(channel);
      case Outcome.ChannelJoined(ChannelId channel) -> channel(channel);
      case Outcome.ChannelMemberRemoved(ChannelId channel) -> channel(channel);
      case Outcome.ChannelRoleChanged(ChannelId channel) -> channel(channel);
      case Outcome.ChannelKeyGiven given -> channel(given.channel());
      case Outcome.ChannelClosed(ChannelId channel) -> channel(channel);
      case Outcome.ChannelInvited _, // Of whom the transaction tells.
          Outcome.ChannelMessageDeleted _,
          Outcome.SessionBlocked _,
          Outcome.IdentityRegistered _,
          Outcome.HandleRegistered _,
          Outcome.HandleRenounced _,
          Outcome.ProfileUpdated _ ->
          Optional.empty();
    };
  }

  /** Whom it concerns who is not, or not any more, found among the members of the channel. */
  private static Optional<Touch> membership(Transaction transaction) {
    return switch (transaction) {
      case InviteToChannel invite ->
          Optional.of(changed(new Subject.OfMembership(invite.channel(), invite.invitee())));
      case RemoveChannelMember remove ->
          Optional.of(changed(new Subject.OfMembership(remove.channel(), remove.member())));
      default -> Optional.empty();
    };
  }

  private static Optional<Touch> session(SessionId session) {
    return Optional.of(changed(new Subject.OfSession(session)));
  }

  private static Optional<Touch> channel(ChannelId channel) {
    return Optional.of(changed(new Subject.OfChannel(channel)));
  }

  private static Touch changed(Subject subject) {
    return new Touch(subject, SequenceRange.NONE, true);
  }

  private static Touch message(Subject subject, long sequence) {
    return new Touch(subject, SequenceRange.of(sequence), false);
  }

  /** Both of one subject; this one happened first. */
  Touch and(Touch later) {
    return new Touch(subject, messages.and(later.messages), changed || later.changed);
  }

  /** What is left of the messages from a sequence on. */
  Touch from(long sequence) {
    return new Touch(subject, messages.from(sequence), false);
  }
}
