package org.sessionvm.rpc.live;

import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.Message;

/** Something that a subscriber is told. */
public sealed interface Event {
  /** A message has its place in a session. */
  record MessageAccepted(Message message) implements Event {}

  /** A session began, or its status is another one. */
  record SessionChanged(SessionView session, SessionStatus status) implements Event {}

  /**
   * The subscription is over.
   *
   * @param session that it was of, if it was of one
   * @param nextSequence of that session, from which a new subscription would go on
   */
  record Ended(EndReason reason, Optional<SessionId> session, OptionalLong nextSequence)
      implements Event {}
}
