package org.sessionvm.execution;

import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
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
}
