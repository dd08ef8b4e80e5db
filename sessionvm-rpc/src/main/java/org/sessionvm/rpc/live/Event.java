package org.sessionvm.rpc.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.ChannelView;
import org.sessionvm.vm.Message;

/** Something that a subscriber is told. */
public sealed interface Event {
  /** A message has its place in a session. */
  record MessageAccepted(Message message) implements Event {}

  /** A session began, or its status is another one. */
  record SessionChanged(SessionView session, SessionStatus status) implements Event {}

  /** Some participants of a session have come farther than the subscriber was told. */
  record ReceiptsChanged(SessionId session, List<Progress> receipts) implements Event {
    public ReceiptsChanged {
      receipts = List.copyOf(receipts);
    }
  }

  /** How far a participant has come, as the subscriber may see it. */
  record Progress(ParticipantId participant, MessageReceipt receipt) {}

  /** A message has its place in a channel. */
  record ChannelMessageAccepted(ChannelReader.Said said) implements Event {}

  /**
   * A channel is another than before.
   *
   * @param view as the subscriber sees it; nothing if that is neither a member nor invited any more
   */
  record ChannelChanged(ChannelId channel, Optional<ChannelView> view) implements Event {}

  /**
   * The subscription is over.
   *
   * @param subject that it was of, if it was of one
   * @param nextSequence of that subject, from which a new subscription would go on
   */
  record Ended(EndReason reason, Optional<Subject> subject, OptionalLong nextSequence)
      implements Event {}
}
