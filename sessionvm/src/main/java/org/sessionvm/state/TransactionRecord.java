package org.sessionvm.state;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.primitives.SessionId;

/** What an accepted transaction did, so that sending it again gets the same answer. */
public sealed interface TransactionRecord {
  /** The session it made or went to. */
  SessionId session();

  /** It made a session; {@code expiresMillis} is when that ends. */
  record Creation(SessionId session, long expiresMillis) implements TransactionRecord {}

  /** It made a session between two handles. */
  record Establishment(SessionId session, HandlePair pair) implements TransactionRecord {}

  /** It is the message at {@code sequence} of a session. */
  record Message(SessionId session, long sequence) implements TransactionRecord {}

  /** It gave a session the key of that generation. */
  record Rotation(SessionId session, int generation) implements TransactionRecord {}

  /** Bytes on disk. */
  Codec<TransactionRecord> CODEC = Codec.of(TransactionRecord::write, TransactionRecord::read);

  private static void write(ByteWriter writer, TransactionRecord transaction) {
    switch (transaction) {
      case Creation creation -> writer.u8(2).id(creation.session()).u64(creation.expiresMillis());
      case Establishment made ->
          writer.u8(9).id(made.session()).raw(HandlePair.CODEC.encode(made.pair()));
      case Message message -> writer.u8(4).id(message.session()).u64(message.sequence());
      case Rotation rotation -> writer.u8(13).id(rotation.session()).u32(rotation.generation());
    }
  }

  private static TransactionRecord read(ByteReader reader) {
    int type = reader.u8();
    return switch (type) {
      case 2 -> new Creation(reader.id(SessionId::new), reader.u64());
      case 4 -> new Message(reader.id(SessionId::new), reader.u64());
      case 9 ->
          new Establishment(reader.id(SessionId::new), HandlePair.CODEC.decode(reader.remaining()));
      case 13 -> new Rotation(reader.id(SessionId::new), reader.u32());
      default -> throw new DecodeException("no transaction record has the type " + type);
    };
  }
}
