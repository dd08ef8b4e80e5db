package org.sessionvm.transaction;

import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/**
 * A transaction and its signature, as a block holds them: type u16, fields, signature bytes.
 *
 * @param transaction what is asked for
 * @param signature ML-DSA-65; empty if unsigned; anything up to that length where nobody checks
 */
public record SignedTransaction(Transaction transaction, Bytes signature) {
  /** Bytes in a block and on disk. */
  public static final Codec<SignedTransaction> CODEC =
      Codec.of(SignedTransaction::write, SignedTransaction::read);

  private static void write(ByteWriter writer, SignedTransaction signed) {
    writer.u16(signed.transaction.type());
    signed.transaction.writeFields(writer);
    writer.bytes(signed.signature);
  }

  private static SignedTransaction read(ByteReader reader) {
    return new SignedTransaction(
        readTransaction(reader), reader.bytes(MlDsaPublicKey.SIGNATURE_BYTES));
  }

  private static Transaction readTransaction(ByteReader reader) {
    int type = reader.u16();
    return switch (type) {
      case RegisterIdentity.TYPE -> RegisterIdentity.read(reader);
      case CreateSession.TYPE -> CreateSession.read(reader);
      case AcceptSession.TYPE -> AcceptSession.read(reader);
      case SendMessage.TYPE -> SendMessage.read(reader);
      case CloseSession.TYPE -> CloseSession.read(reader);
      case RegisterHandle.TYPE -> RegisterHandle.read(reader);
      case RenounceHandle.TYPE -> RenounceHandle.read(reader);
      case UpdateProfile.TYPE -> UpdateProfile.read(reader);
      case EstablishSession.TYPE -> EstablishSession.read(reader);
      case BlockSession.TYPE -> BlockSession.read(reader);
      case RenewSession.TYPE -> RenewSession.read(reader);
      case RotateSessionKey.TYPE -> RotateSessionKey.read(reader);
      case DeleteMessage.TYPE -> DeleteMessage.read(reader);
      case PurgeSession.TYPE -> PurgeSession.read(reader);
      case AcknowledgeMessages.TYPE -> AcknowledgeMessages.read(reader);
      case CreateChannel.TYPE -> CreateChannel.read(reader);
      case InviteToChannel.TYPE -> InviteToChannel.read(reader);
      case JoinChannel.TYPE -> JoinChannel.read(reader);
      case RemoveChannelMember.TYPE -> RemoveChannelMember.read(reader);
      case ChangeChannelRole.TYPE -> ChangeChannelRole.read(reader);
      case GiveChannelKey.TYPE -> GiveChannelKey.read(reader);
      case SendChannelMessage.TYPE -> SendChannelMessage.read(reader);
      case DeleteChannelMessage.TYPE -> DeleteChannelMessage.read(reader);
      case CloseChannel.TYPE -> CloseChannel.read(reader);
      default -> throw new DecodeException("no transaction has the type " + type);
    };
  }
}
