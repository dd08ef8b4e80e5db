package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;

/**
 * Something to be done at a time, found by an index that is ordered by that time.
 *
 * @param dueMillis from when on
 * @param kind what is to be done
 * @param subject to whom: an identifier, or a height in the last eight of 32 bytes
 */
public record Expiry(long dueMillis, Kind kind, Bytes subject) {
  /** Order in the index, and on disk. */
  public static final Codec<Expiry> CODEC = Codec.of(Expiry::write, Expiry::read);

  /** What may be due. */
  public enum Kind {
    /** A session reaches the end of its life. */
    END_SESSION(1),
    /** A session and everything in it goes. */
    DELETE_SESSION(2),
    /** A session in which nobody has proved anything goes. */
    DELETE_UNPROVED_SESSION(3),
    /** An identity that no session holds goes. */
    DELETE_IDENTITY(4),
    /** The payloads of a block go. */
    DELETE_PAYLOADS(5),
    /** A creation whose session is gone can no longer be repeated and is forgotten. */
    FORGET_CREATION(6),
    /** A handle's incarnation that its owner gave up is forgotten. */
    FORGET_INCARNATION(7),
    /** The payloads of an ended session go, because a participant asked for it. */
    PURGE_SESSION(9),
    /** A closed channel and everything in it goes. */
    DELETE_CHANNEL(11),
    /** An invitation to a channel ends. */
    END_INVITATION(12);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  /** Of a session. */
  public static Expiry ofSession(long dueMillis, Kind kind, SessionId session) {
    return new Expiry(dueMillis, kind, session.bytes());
  }

  /** Of an identity. */
  public static Expiry ofIdentity(long dueMillis, ParticipantId participant) {
    return new Expiry(dueMillis, Kind.DELETE_IDENTITY, participant.bytes());
  }

  /** Of the record of a creation. */
  public static Expiry ofCreation(long dueMillis, TransactionId creation) {
    return new Expiry(dueMillis, Kind.FORGET_CREATION, creation.bytes());
  }

  /** Of an incarnation. */
  public static Expiry ofIncarnation(long dueMillis, IncarnationId incarnation) {
    return new Expiry(dueMillis, Kind.FORGET_INCARNATION, incarnation.bytes());
  }

  /** Of a channel. */
  public static Expiry ofChannel(long dueMillis, ChannelId channel) {
    return new Expiry(dueMillis, Kind.DELETE_CHANNEL, channel.bytes());
  }

  /** Of an invitation to a channel. */
  public static Expiry ofInvitation(long dueMillis, TransactionId invitation) {
    return new Expiry(dueMillis, Kind.END_INVITATION, invitation.bytes());
  }

  /** Of the payloads of the block at {@code height}. */
  public static Expiry ofPayloads(long dueMillis, long height) {
    Bytes subject =
        new ByteWriter()
            .raw(Bytes.wrap(new byte[Identifier.BYTES - Long.BYTES]))
            .u64(height)
            .toBytes();
    return new Expiry(dueMillis, Kind.DELETE_PAYLOADS, subject);
  }

  /** The height that a subject of {@link Kind#DELETE_PAYLOADS} holds. */
  public long height() {
    return new ByteReader(subject.slice(Identifier.BYTES - Long.BYTES, Identifier.BYTES)).u64();
  }

  /** The least key of the index that is due after {@code millis}. */
  public static Bytes firstKeyAfter(long millis) {
    return new ByteWriter().u64(millis + 1).toBytes();
  }

  private static void write(ByteWriter writer, Expiry expiry) {
    writer.u64(expiry.dueMillis).u8(expiry.kind.number).raw(expiry.subject);
  }

  private static Expiry read(ByteReader reader) {
    return new Expiry(reader.u64(), kind(reader.u8()), reader.raw(Identifier.BYTES));
  }

  private static Kind kind(int number) {
    for (Kind kind : Kind.values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new DecodeException("no kind of expiry has the number " + number);
  }
}
