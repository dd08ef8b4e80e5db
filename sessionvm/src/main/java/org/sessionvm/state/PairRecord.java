package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.SessionId;

/**
 * What two handles have with each other.
 *
 * @param session the newest between them
 * @param lastMillis when it began, or its last message was accepted
 * @param first the side of its first participant
 * @param second the side of its second; unused where both handles have one owner
 */
public record PairRecord(SessionId session, long lastMillis, Side first, Side second) {
  /** Bytes on disk. */
  public static final Codec<PairRecord> CODEC =
      Codec.of(
          (writer, pair) -> {
            writer.id(pair.session).u64(pair.lastMillis);
            pair.first.write(writer);
            pair.second.write(writer);
          },
          reader ->
              new PairRecord(
                  reader.id(SessionId::new), reader.u64(), Side.read(reader), Side.read(reader)));

  /**
   * One participant's.
   *
   * @param blocks whether it takes no messages of the other
   * @param changedMillis the timestamp that was signed with that; 0 if never
   */
  public record Side(boolean blocks, long changedMillis) {
    static final Side NONE = new Side(false, 0);

    private void write(ByteWriter writer) {
      writer.flag(blocks).u64(changedMillis);
    }

    private static Side read(ByteReader reader) {
      return new Side(reader.flag(), reader.u64());
    }
  }

  /** The side of the participant at {@code index}. */
  public Side side(int index) {
    return index == 0 ? first : second;
  }

  PairRecord withBlock(int index, boolean blocks, long changedMillis) {
    Side side = new Side(blocks, changedMillis);
    return index == 0
        ? new PairRecord(session, lastMillis, side, second)
        : new PairRecord(session, lastMillis, first, side);
  }

  PairRecord withMessage(long millis) {
    return new PairRecord(session, millis, first, second);
  }

  /** With another session; who blocks whom stays. */
  PairRecord inSession(SessionId newer, long millis) {
    return new PairRecord(newer, millis, first, second);
  }
}
