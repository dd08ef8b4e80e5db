package org.sessionvm.rpc.live;

import java.util.Optional;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.vm.StateReader;

/** What somebody wants to be told of. */
public sealed interface Topic {
  /** What has one subject. */
  sealed interface OfSubject extends Topic {
    /** Whose touches may be news of it. */
    Subject subject();
  }

  /**
   * The messages of a session from a sequence on, and how its status changes.
   *
   * @param fromSequence may be past the last one
   */
  record OfSession(SessionId session, long fromSequence) implements OfSubject {
    @Override
    public Subject subject() {
      return new Subject.OfSession(session);
    }
  }

  /**
   * How far the participants of a session have come, and whenever that is farther.
   *
   * @param reader who is told; nothing where no proof is asked for
   * @param fromSequence below which nothing is news
   */
  record OfReceipts(SessionId session, Optional<ParticipantId> reader, long fromSequence)
      implements OfSubject {
    @Override
    public Subject subject() {
      return new Subject.OfReceipts(session);
    }
  }

  /**
   * The messages of a channel from a sequence on, and how the channel changes, as long as the
   * reader is a member.
   *
   * @param reader who is told; nothing where no proof is asked for
   * @param fromSequence may be past the last one
   */
  record OfChannel(ChannelId channel, Optional<ParticipantId> reader, long fromSequence)
      implements OfSubject {
    @Override
    public Subject subject() {
      return new Subject.OfChannel(channel);
    }
  }

  /** New messages and changes of every session and channel of a participant, from now on. */
  record OfParticipant(ParticipantId participant) implements Topic {}

  /** What nobody has told yet of this topic. */
  default Feed feed(StateReader state) {
    return switch (this) {
      case OfSession(SessionId session, long fromSequence) ->
          SessionFeed.of(state, session, fromSequence);
      case OfReceipts topic -> new ReceiptsFeed(topic);
      case OfChannel topic -> ChannelFeed.of(state, topic);
      case OfParticipant(ParticipantId participant) -> new ParticipantFeed(participant);
    };
  }
}
