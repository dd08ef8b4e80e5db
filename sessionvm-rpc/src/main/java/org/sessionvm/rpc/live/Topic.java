package org.sessionvm.rpc.live;

import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.vm.StateReader;

/** What somebody wants to be told of. */
public sealed interface Topic {
  /**
   * The messages of a session from a sequence on, and how its status changes.
   *
   * @param fromSequence may be past the last one
   */
  record OfSession(SessionId session, long fromSequence) implements Topic {}

  /** New messages and changes of every session of a participant, from now on. */
  record OfParticipant(ParticipantId participant) implements Topic {}

  /** What nobody has told yet of this topic. */
  default Feed feed(StateReader state) {
    return switch (this) {
      case OfSession(SessionId session, long fromSequence) ->
          SessionFeed.of(state, session, fromSequence);
      case OfParticipant _ -> new ParticipantFeed();
    };
  }
}
