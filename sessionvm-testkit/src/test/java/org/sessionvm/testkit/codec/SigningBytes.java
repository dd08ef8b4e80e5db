package org.sessionvm.testkit.codec;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;
import org.sessionvm.transaction.WrappedKey;

/** What a wallet signs, as docs/wire-format.md says it, by a writer of its own. */
final class SigningBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private SigningBytes() {}

  static Bytes of(Bytes chainId, Transaction transaction) {
    SigningBytes writer = new SigningBytes();
    try {
      writer.out.write("sessionvm.tx.v1".getBytes(StandardCharsets.US_ASCII));
      writer.out.write(chainId.toByteArray());
      writer.fields(transaction);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.wrap(writer.bytes.toByteArray());
  }

  private void fields(Transaction transaction) throws IOException {
    switch (transaction) {
      case RegisterIdentity register -> {
        out.writeShort(1);
        bytes(register.keys().kem().bytes());
        bytes(register.keys().dsa().bytes());
      }
      case CreateSession create -> {
        out.writeShort(2);
        id(create.creator());
        out.writeInt(create.participants().size());
        for (Identifier participant : create.participants()) {
          id(participant);
        }
        list(create.publicKeys());
        map(create.metadata());
        out.writeLong(create.timestampMillis());
        out.writeLong(create.nonce());
      }
      case AcceptSession accept -> {
        out.writeShort(3);
        id(accept.session());
        id(accept.participant());
      }
      case SendMessage send -> {
        out.writeShort(4);
        id(send.session());
        id(send.sender());
        out.writeInt((int) send.keyGeneration());
        bytes(send.ciphertext());
      }
      case RegisterHandle register -> {
        out.writeShort(6);
        bytes(utf8(register.name().text()));
        id(register.owner());
        out.writeLong(register.timestampMillis());
      }
      case RenounceHandle renounce -> {
        out.writeShort(7);
        id(renounce.handle());
        id(renounce.owner());
      }
      case UpdateProfile update -> {
        out.writeShort(8);
        id(update.handle());
        id(update.owner());
        out.writeLong(update.timestampMillis());
        map(update.fields());
        map(update.environment());
      }
      case EstablishSession establish -> {
        out.writeShort(9);
        id(establish.handle());
        id(establish.other());
        id(establish.caller());
        out.writeLong(establish.timestampMillis());
      }
      case BlockSession block -> {
        out.writeShort(10);
        id(block.session());
        id(block.participant());
        out.writeByte(block.blocked() ? 1 : 0);
        out.writeLong(block.timestampMillis());
      }
      case CloseSession close -> {
        out.writeShort(5);
        id(close.session());
        id(close.participant());
      }
      case RenewSession renewal -> {
        out.writeShort(12);
        id(renewal.session());
        id(renewal.participant());
        out.writeLong(renewal.expiresMillis());
      }
      case RotateSessionKey rotation -> {
        out.writeShort(13);
        id(rotation.session());
        id(rotation.participant());
        out.writeInt(rotation.entries().size());
        for (WrappedKey entry : rotation.entries()) {
          id(entry.participant());
          bytes(entry.publicKey());
          bytes(entry.wrappedKey());
        }
      }
      case DeleteMessage deletion -> {
        out.writeShort(14);
        id(deletion.session());
        id(deletion.sender());
        out.writeLong(deletion.sequence());
      }
      case PurgeSession purge -> {
        out.writeShort(15);
        id(purge.session());
        id(purge.participant());
      }
      case AcknowledgeMessages acknowledgement -> {
        out.writeShort(16);
        id(acknowledgement.session());
        id(acknowledgement.participant());
        out.writeLong(acknowledgement.delivered());
        out.writeLong(acknowledgement.read());
        out.writeBoolean(acknowledgement.keepsPrivate());
      }
      case CreateChannel create -> {
        out.writeShort(17);
        id(create.owner());
        bytes(utf8(create.name().text()));
        out.writeLong(create.timestampMillis());
        out.writeLong(create.nonce());
      }
      case InviteToChannel invite -> {
        out.writeShort(18);
        id(invite.channel());
        id(invite.inviter());
        id(invite.invitee());
        out.writeLong(invite.timestampMillis());
      }
      case JoinChannel join -> {
        out.writeShort(19);
        id(join.channel());
        id(join.participant());
        id(join.invitation());
      }
      case RemoveChannelMember remove -> {
        out.writeShort(20);
        id(remove.channel());
        id(remove.remover());
        id(remove.member());
        id(remove.membership());
      }
      case ChangeChannelRole change -> {
        out.writeShort(21);
        id(change.channel());
        id(change.owner());
        id(change.member());
        id(change.membership());
        out.writeByte(1 + List.of("MEMBER", "ADMIN", "OWNER").indexOf(change.role().name()));
        out.writeLong(change.timestampMillis());
      }
      case GiveChannelKey give -> {
        out.writeShort(22);
        id(give.channel());
        id(give.author());
        out.writeInt((int) give.generation());
        out.writeInt(give.entries().size());
        for (ChannelKeyEntry entry : give.entries()) {
          id(entry.member());
          bytes(entry.wrappedKey());
        }
        bytes(give.proof());
      }
      case SendChannelMessage send -> {
        out.writeShort(23);
        id(send.channel());
        id(send.sender());
        out.writeInt((int) send.keyGeneration());
        bytes(send.ciphertext());
      }
      case DeleteChannelMessage deletion -> {
        out.writeShort(24);
        id(deletion.channel());
        id(deletion.sender());
        out.writeLong(deletion.sequence());
      }
      case CloseChannel close -> {
        out.writeShort(25);
        id(close.channel());
        id(close.owner());
      }
    }
  }

  private void id(Identifier identifier) throws IOException {
    out.write(identifier.bytes().toByteArray());
  }

  private void bytes(Bytes content) throws IOException {
    out.writeInt(content.size());
    out.write(content.toByteArray());
  }

  private void list(List<Bytes> items) throws IOException {
    out.writeInt(items.size());
    for (Bytes item : items) {
      bytes(item);
    }
  }

  private void map(Metadata metadata) throws IOException {
    Map<Bytes, Bytes> sorted = new TreeMap<>();
    for (Metadata.Entry entry : metadata.entries()) {
      sorted.put(utf8(entry.key()), utf8(entry.value()));
    }
    out.writeInt(sorted.size());
    for (Map.Entry<Bytes, Bytes> entry : sorted.entrySet()) {
      bytes(entry.getKey());
      bytes(entry.getValue());
    }
  }

  private static Bytes utf8(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
