package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;

/**
 * What a session's head holds besides once one of it has happened; rows without it are those of
 * sessions where nothing of it has.
 *
 * @param acknowledged participants who have acknowledged something, each of whom has a receipt
 * @param keyGenerations how many session keys there are, so the number of the newest; 0 is none
 * @param purged whether all payloads of the session's messages are to go
 * @param erasedMessages messages from 0 whose payloads the sweep has dropped since
 */
public record HeadExtension(
    ParticipantSet acknowledged, int keyGenerations, boolean purged, long erasedMessages) {
  /** Nothing of it has happened. */
  public static final HeadExtension NONE = new HeadExtension(ParticipantSet.NONE, 0, false, 0);

  /** With a receipt of the participant at {@code index}. */
  HeadExtension withAcknowledged(int index) {
    return new HeadExtension(acknowledged.with(index), keyGenerations, purged, erasedMessages);
  }

  /** With so many session keys. */
  HeadExtension withKeyGenerations(int count) {
    return new HeadExtension(acknowledged, count, purged, erasedMessages);
  }

  /** With a purge that has dropped the payloads of so many messages. */
  HeadExtension withErased(long count) {
    return new HeadExtension(acknowledged, keyGenerations, true, count);
  }

  /** Writes nothing where nothing has happened: a value has one form. */
  void write(ByteWriter writer) {
    if (!equals(NONE)) {
      writer.u64(acknowledged.low()).u64(acknowledged.high());
      writer.u32(keyGenerations).flag(purged).u64(erasedMessages);
    }
  }

  static HeadExtension read(ByteReader reader) {
    if (!reader.hasMore()) {
      return NONE;
    }
    HeadExtension extension =
        new HeadExtension(
            new ParticipantSet(reader.u64(), reader.u64()),
            reader.u32(),
            reader.flag(),
            reader.u64());
    if (extension.equals(NONE)) {
      throw new IllegalArgumentException("a head says at length that nothing has happened");
    }
    return extension;
  }
}
