package org.sessionvm.state;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;

/** A channel among those that a participant has to do with, in order of relation and id. */
public record ParticipantChannel(ParticipantId participant, Relation relation, ChannelId channel) {
  /** Bytes on disk. */
  public static final Codec<ParticipantChannel> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.participant).u8(key.relation.number).id(key.channel),
          reader ->
              new ParticipantChannel(
                  reader.id(ParticipantId::new),
                  Relation.of(reader.u8()),
                  reader.id(ChannelId::new)));

  /** What a participant is to a channel. */
  public enum Relation {
    /** Its owner. */
    OWNED(0),
    /** Another member. */
    JOINED(1),
    /** Invited. */
    INVITED(2);

    private final int number;

    Relation(int number) {
      this.number = number;
    }

    private static Relation of(int number) {
      for (Relation relation : values()) {
        if (relation.number == number) {
          return relation;
        }
      }
      throw new DecodeException("no relation has the number " + number);
    }
  }

  /** What the keys of a participant's channels of one relation begin with. */
  public static Bytes prefix(ParticipantId participant, Relation relation) {
    return new ByteWriter().id(participant).u8(relation.number).toBytes();
  }
}
