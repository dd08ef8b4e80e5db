package org.sessionvm.state;

import org.sessionvm.codec.Codec;

/**
 * Sums over the whole state.
 *
 * @param sessions sessions that are stored, ended ones included
 * @param unprovedSessions those in which nobody has proved anything
 * @param identities identities whose keys are stored
 * @param messages messages ever accepted in the sessions that are stored
 * @param payloadsDeletedThrough greatest height whose payloads are past their retention
 */
public record Counters(
    long sessions,
    long unprovedSessions,
    long identities,
    long messages,
    long payloadsDeletedThrough) {
  /** Bytes on disk. */
  public static final Codec<Counters> CODEC =
      Codec.of(
          (writer, counters) ->
              writer
                  .u64(counters.sessions)
                  .u64(counters.unprovedSessions)
                  .u64(counters.identities)
                  .u64(counters.messages)
                  .u64(counters.payloadsDeletedThrough),
          reader ->
              new Counters(reader.u64(), reader.u64(), reader.u64(), reader.u64(), reader.u64()));

  /** Of an empty state. */
  public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

  /** With {@code more} sessions. */
  public Counters addSessions(long more) {
    return new Counters(
        sessions + more, unprovedSessions, identities, messages, payloadsDeletedThrough);
  }

  /** With {@code more} unproved sessions. */
  public Counters addUnprovedSessions(long more) {
    return new Counters(
        sessions, unprovedSessions + more, identities, messages, payloadsDeletedThrough);
  }

  /** With {@code more} identities. */
  public Counters addIdentities(long more) {
    return new Counters(
        sessions, unprovedSessions, identities + more, messages, payloadsDeletedThrough);
  }

  /** With {@code more} messages. */
  public Counters addMessages(long more) {
    return new Counters(
        sessions, unprovedSessions, identities, messages + more, payloadsDeletedThrough);
  }

  /** With the payloads of {@code height} past their retention. */
  public Counters withPayloadsDeletedThrough(long height) {
    return new Counters(
        sessions, unprovedSessions, identities, messages, Math.max(payloadsDeletedThrough, height));
  }
}
