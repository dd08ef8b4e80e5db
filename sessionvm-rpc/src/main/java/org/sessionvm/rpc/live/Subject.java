package org.sessionvm.rpc.live;

import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/** What something happened to, each kind for itself: who follows one need not hear of another. */
public sealed interface Subject {
  /** A session: its messages and its status. */
  record OfSession(SessionId session) implements Subject {}

  /** What the participants of a session have acknowledged. */
  record OfReceipts(SessionId session) implements Subject {}

  /** A channel: its messages, and what its members see of it. */
  record OfChannel(ChannelId channel) implements Subject {}

  /** Whether somebody is a member of a channel or invited, which may concern nobody else. */
  record OfMembership(ChannelId channel, ParticipantId participant) implements Subject {}
}
