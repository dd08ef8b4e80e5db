package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;

/**
 * Sums over the whole state.
 *
 * @param sessions sessions that are stored, ended ones included
 * @param unprovedSessions those in which nobody has proved anything
 * @param identities identities whose keys are stored
 * @param messages messages ever accepted in the sessions that are stored
 * @param payloadsDeletedThrough greatest height whose payloads are past their retention
 * @param channels channels that are stored, closed ones included
 */
public record Counters(
    long sessions,
    long unprovedSessions,
    long identities,
    long messages,
    long payloadsDeletedThrough,
    long channels) {
  /** Bytes on disk. */
  public static final Codec<Counters> CODEC = Codec.of(Counters::write, Counters::read);

  /** Of an empty state. */
  public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0);

  private static void write(ByteWriter writer, Counters counters) {
    writer.u64(counters.sessions).u64(counters.unprovedSessions);
    writer.u64(counters.identities).u64(counters.messages);
    writer.u64(counters.payloadsDeletedThrough);
    // Rows of versions without channels end here, and a value has one form.
    if (counters.channels != 0) {
      writer.u64(counters.channels);
    }
  }

  private static Counters read(ByteReader reader) {
    return new Counters(
        reader.u64(), reader.u64(), reader.u64(), reader.u64(), reader.u64(), channels(reader));
  }

  private static long channels(ByteReader reader) {
    if (!reader.hasMore()) {
      return 0;
    }
    long channels = reader.u64();
    if (channels == 0) {
      throw new DecodeException("a row says at length that there are no channels");
    }
    return channels;
  }

  /** With {@code more} sessions. */
  public Counters addSessions(long more) {
    return new Counters(
        sessions + more, unprovedSessions, identities, messages, payloadsDeletedThrough, channels);
  }

  /** With {@code more} unproved sessions. */
  public Counters addUnprovedSessions(long more) {
    return new Counters(
        sessions, unprovedSessions + more, identities, messages, payloadsDeletedThrough, channels);
  }

  /** With {@code more} identities. */
  public Counters addIdentities(long more) {
    return new Counters(
        sessions, unprovedSessions, identities + more, messages, payloadsDeletedThrough, channels);
  }

  /** With {@code more} messages. */
  public Counters addMessages(long more) {
    return new Counters(
        sessions, unprovedSessions, identities, messages + more, payloadsDeletedThrough, channels);
  }

  /** With the payloads of {@code height} past their retention. */
  public Counters withPayloadsDeletedThrough(long height) {
    return new Counters(
        sessions,
        unprovedSessions,
        identities,
        messages,
        Math.max(payloadsDeletedThrough, height),
        channels);
  }

  /** With {@code more} channels. */
  public Counters addChannels(long more) {
    return new Counters(
        sessions, unprovedSessions, identities, messages, payloadsDeletedThrough, channels + more);
  }
}
