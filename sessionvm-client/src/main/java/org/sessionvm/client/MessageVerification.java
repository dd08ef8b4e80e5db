package org.sessionvm.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.SessionCipher;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.vm.Message;

/** Looks at one message of a session on its own: whose it is, and what it says. */
record MessageVerification(
    SessionId session,
    Identity reader,
    Map<ParticipantId, Optional<IdentityKeys>> keys,
    SessionKeyring sessionKeys,
    SenderProof proof)
    implements Opening<Message> {

  @Override
  public ReceivedMessage open(Message message, long sequence) {
    return fault(message)
        .map(reason -> rejected(message, sequence, reason))
        .orElseGet(() -> decrypt(message, sequence));
  }

  @Override
  public ReceivedMessage outOfOrder(Message message, long sequence) {
    return rejected(message, sequence, Reason.OUT_OF_ORDER);
  }

  private static ReceivedMessage rejected(Message message, long sequence, Reason reason) {
    return new ReceivedMessage.Rejected(
        sequence, message.id(), message.sender(), time(message), reason);
  }

  private Optional<Reason> fault(Message message) {
    if (!message.session().equals(session)) {
      return Optional.of(Reason.OTHER_SESSION);
    }
    Optional<IdentityKeys> sender = keys.get(message.sender());
    if (sender == null) {
      return Optional.of(Reason.NOT_A_PARTICIPANT);
    }
    if (sender.isEmpty()) {
      return Optional.of(Reason.UNPROVED_SENDER);
    }
    SendMessage sent =
        new SendMessage(session, message.sender(), message.keyGeneration(), message.ciphertext());
    return proof.fault(sent, message.id(), message.signature(), sender.get());
  }

  private ReceivedMessage decrypt(Message message, long sequence) {
    try {
      if (message.keyGeneration() != 0) {
        return decryptWithSessionKey(message, sequence);
      }
      if (!SessionCipher.isReadable(reader.participant(), message.sender(), keys.size())) {
        return new ReceivedMessage.SentByReader(
            sequence, message.id(), message.sender(), time(message));
      }
      return opened(
          message,
          sequence,
          SessionCipher.decrypt(
              reader, session, message.sender(), keys.size(), message.ciphertext()));
    } catch (DecryptionException _) {
      return rejected(message, sequence, Reason.DECRYPTION_FAILED);
    }
  }

  private ReceivedMessage decryptWithSessionKey(Message message, long sequence)
      throws DecryptionException {
    Optional<ProvedKey> key = sessionKeys.find(message.keyGeneration());
    return key.isEmpty()
        ? rejected(message, sequence, Reason.UNPROVED_KEY)
        : opened(
            message, sequence, key.get().decrypt(reader, message.sender(), message.ciphertext()));
  }

  private static ReceivedMessage opened(Message message, long sequence, byte[] plaintext) {
    return new ReceivedMessage.Opened(
        sequence, message.id(), message.sender(), time(message), new Plaintext(plaintext));
  }

  private static Instant time(Message message) {
    return Instant.ofEpochMilli(message.acceptedMillis().orElse(0));
  }
}
