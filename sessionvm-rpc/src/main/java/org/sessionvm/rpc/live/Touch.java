package org.sessionvm.rpc.live;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.SessionId;

/**
 * That something happened in a session: new messages from one sequence up to before another, and
 * whether the session itself is another one than before, and whether somebody acknowledged.
 */
record Touch(
    SessionId session, long firstSequence, long endSequence, boolean changed, boolean receipts) {
  /** What an accepted transaction did to a session. */
  static Optional<Touch> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.MessageAccepted(SessionId session, long sequence) ->
          Optional.of(new Touch(session, sequence, sequence + 1, false, false));
      case Outcome.SessionCreated created -> Optional.of(changed(created.session()));
      case Outcome.SessionAccepted accepted -> Optional.of(changed(accepted.session()));
      case Outcome.SessionClosed(SessionId session) -> Optional.of(changed(session));
      case Outcome.SessionEstablished(SessionId session) -> Optional.of(changed(session));
      case Outcome.SessionRenewed renewed -> Optional.of(changed(renewed.session()));
      case Outcome.SessionKeyRotated rotated -> Optional.of(changed(rotated.session()));
      case Outcome.MessageDeleted deleted -> Optional.of(changed(deleted.session()));
      case Outcome.SessionPurged purged -> Optional.of(changed(purged.session()));
      case Outcome.MessagesAcknowledged(SessionId session) ->
          Optional.of(new Touch(session, 0, 0, false, true));
      case Outcome.SessionBlocked _,
          Outcome.IdentityRegistered _,
          Outcome.HandleRegistered _,
          Outcome.HandleRenounced _,
          Outcome.ProfileUpdated _,
          // Subscriptions are to sessions; who follows a channel asks for its messages.
          Outcome.ChannelCreated _,
          Outcome.ChannelInvited _,
          Outcome.ChannelJoined _,
          Outcome.ChannelMemberRemoved _,
          Outcome.ChannelRoleChanged _,
          Outcome.ChannelKeyGiven _,
          Outcome.ChannelMessageAccepted _,
          Outcome.ChannelMessageDeleted _,
          Outcome.ChannelClosed _ ->
          Optional.empty();
    };
  }

  static Touch changed(SessionId session) {
    return new Touch(session, 0, 0, true, false);
  }

  /** Whether it concerns those who read messages; who reads receipts asked for them. */
  boolean isOfSession() {
    return changed || hasMessages();
  }

  boolean hasMessages() {
    return firstSequence < endSequence;
  }

  /** Both of one session; this one happened first. */
  Touch and(Touch later) {
    return new Touch(
        session,
        hasMessages() ? firstSequence : later.firstSequence,
        later.hasMessages() ? later.endSequence : endSequence,
        changed || later.changed,
        receipts || later.receipts);
  }

  /** What is left of the messages. */
  Touch from(long sequence) {
    return new Touch(session, sequence, endSequence, false, false);
  }
}
