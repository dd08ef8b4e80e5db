package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;

/**
 * Where a generation of a channel's keys is from, for as long as the channel.
 *
 * @param author who began it
 * @param proof what shows members that the key is the author's, who may be no member any more; the
 *     chain never looks into it
 */
public record ChannelKeyOrigin(ParticipantId author, Bytes proof) {
  /** Longest proof, in bytes. */
  public static final int PROOF_BYTES_MAX = 4_096;

  /** Bytes on disk. */
  public static final Codec<ChannelKeyOrigin> CODEC =
      Codec.of(
          (writer, origin) -> writer.id(origin.author).bytes(origin.proof),
          reader ->
              new ChannelKeyOrigin(reader.id(ParticipantId::new), reader.bytes(PROOF_BYTES_MAX)));
}
