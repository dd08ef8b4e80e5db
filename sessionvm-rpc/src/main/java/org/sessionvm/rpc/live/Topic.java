package org.sessionvm.rpc.live;

import java.util.Optional;
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

  /**
   * How far the participants of a session have come, and whenever that is farther.
   *
   * @param reader who is told; nothing where no proof is asked for
   */
  record OfReceipts(SessionId session, Optional<ParticipantId> reader) implements Topic {}

  /** What nobody has told yet of this topic. */
  default Feed feed(StateReader state) {
    return switch (this) {
      case OfSession(SessionId session, long fromSequence) ->
          SessionFeed.of(state, session, fromSequence);
      case OfReceipts(SessionId session, Optional<ParticipantId> reader) ->
          new ReceiptsFeed(session, reader);
      case OfParticipant _ -> new ParticipantFeed();
    };
  }
}
