package org.sessionvm.client;

import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.SessionId;

/** A message of some session or channel of a participant. */
public record InboxMessage(Place place, ReceivedMessage message) {
  /** Where it was said. */
  public sealed interface Place {
    Identifier id();
  }

  /** In a session. */
  public record InSession(SessionId id) implements Place {}

  /** In a channel. */
  public record InChannel(ChannelId id) implements Place {}
}
