package org.sessionvm.state;

import java.nio.charset.StandardCharsets;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.ParticipantId;

/** A handle among those of its owner, in the order of the names. */
public record OwnerHandle(ParticipantId owner, HandleName name) {
  /** Bytes on disk. */
  public static final Codec<OwnerHandle> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.owner).raw(HandleKey.CODEC.encode(key.name)),
          reader ->
              new OwnerHandle(
                  reader.id(ParticipantId::new), HandleKey.CODEC.decode(reader.remaining())));

  /** The name as a key: its ASCII bytes without a length, so that names sort as texts. */
  static final class HandleKey {
    static final Codec<HandleName> CODEC =
        Codec.of(
            (writer, name) -> writer.raw(ByteWriter.utf8(name.text())),
            reader -> new HandleName(ascii(reader.remaining().toByteArray())));

    private HandleKey() {}

    private static String ascii(byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
