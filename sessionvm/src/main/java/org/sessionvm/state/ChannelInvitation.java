package org.sessionvm.state;

import java.time.Duration;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/**
 * That somebody may join a channel.
 *
 * @param id the transaction that invited
 * @param inviter who signed it
 * @param expiresMillis from this time on it is worth nothing
 */
public record ChannelInvitation(TransactionId id, ParticipantId inviter, long expiresMillis) {
  /** How long an invitation is good. */
  public static final Duration LIFE = Duration.ofDays(7);

  /** Most invitations to any channels that one participant has at a time. */
  public static final int PER_PARTICIPANT_MAX = 1_000;

  /** Bytes on disk. */
  public static final Codec<ChannelInvitation> CODEC =
      Codec.of(
          (writer, invitation) ->
              writer.id(invitation.id).id(invitation.inviter).u64(invitation.expiresMillis),
          reader ->
              new ChannelInvitation(
                  reader.id(TransactionId::new), reader.id(ParticipantId::new), reader.u64()));
}
