package org.sessionvm.execution;

import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.SessionStatus;

/** What an accepted transaction did. */
public sealed interface Outcome {
  /** An identity is kept. */
  record IdentityRegistered(ParticipantId id) implements Outcome {}

  /** A session began. */
  record SessionCreated(SessionId session, long expiresMillis) implements Outcome {}

  /** A participant accepted; the session's status after that. */
  record SessionAccepted(SessionId session, SessionStatus status) implements Outcome {}

  /** A message has its place. */
  record MessageAccepted(SessionId session, long sequence) implements Outcome {}

  /** A handle has an owner. */
  record HandleRegistered(IncarnationId incarnation) implements Outcome {}

  /** A handle has no owner any more. */
  record HandleRenounced(IncarnationId incarnation) implements Outcome {}

  /** A handle's profile is what its owner asked for. */
  record ProfileUpdated(IncarnationId incarnation) implements Outcome {}

  /** Two handles have a session. */
  record SessionEstablished(SessionId session) implements Outcome {}

  /** A participant takes the other's messages no more, or again. */
  record SessionBlocked(SessionId session, boolean blocked) implements Outcome {}

  /** A session is closed. */
  record SessionClosed(SessionId session) implements Outcome {}

  /** A session lasts until then. */
  record SessionRenewed(SessionId session, long expiresMillis) implements Outcome {}

  /** A session has a new key, which has this number. */
  record SessionKeyRotated(SessionId session, int generation) implements Outcome {}

  /** What a message said is gone. */
  record MessageDeleted(SessionId session, long sequence) implements Outcome {}

  /** What was said in a session is gone. */
  record SessionPurged(SessionId session) implements Outcome {}

  /** A participant has acknowledged as much, or more before. */
  record MessagesAcknowledged(SessionId session) implements Outcome {}

  /** A channel began. */
  record ChannelCreated(ChannelId channel) implements Outcome {}

  /** Somebody may join a channel until then. */
  record ChannelInvited(ChannelId channel, TransactionId invitation, long expiresMillis)
      implements Outcome {}

  /** Somebody is a member of a channel. */
  record ChannelJoined(ChannelId channel) implements Outcome {}

  /** A membership or an invitation is no more. */
  record ChannelMemberRemoved(ChannelId channel) implements Outcome {}

  /** A member has the role. */
  record ChannelRoleChanged(ChannelId channel) implements Outcome {}

  /** Members have a key; so many lack it still, if it may not be sent under before they have. */
  record ChannelKeyGiven(ChannelId channel, long generation, int missing) implements Outcome {}

  /** A message has its place in a channel. */
  record ChannelMessageAccepted(ChannelId channel, long sequence) implements Outcome {}

  /** What a message in a channel said is gone. */
  record ChannelMessageDeleted(ChannelId channel, long sequence) implements Outcome {}

  /** A channel is closed. */
  record ChannelClosed(ChannelId channel) implements Outcome {}
}
