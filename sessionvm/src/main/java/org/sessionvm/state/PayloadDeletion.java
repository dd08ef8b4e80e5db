package org.sessionvm.state;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.Bytes;

/**
 * Payloads that a block has let go and that are yet to leave the disk.
 *
 * @param height of the block that let them go
 * @param from the place of the first of them
 */
public record PayloadDeletion(long height, PayloadLocation from) {
  /** Bytes on disk, in the order of the blocks that let go. */
  public static final Codec<PayloadDeletion> CODEC =
      Codec.of(
          (writer, deletion) ->
              writer.u64(deletion.height).u64(deletion.from.height()).u32(deletion.from.index()),
          reader ->
              new PayloadDeletion(reader.u64(), new PayloadLocation(reader.u64(), reader.u32())));

  /** The least key of what later blocks have let go. */
  public static Bytes firstKeyAfter(long height) {
    return new ByteWriter().u64(height + 1).toBytes();
  }
}
