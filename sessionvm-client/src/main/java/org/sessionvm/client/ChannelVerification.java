package org.sessionvm.client;

import java.time.Instant;
import java.util.Optional;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.transaction.SendChannelMessage;

/**
 * Looks at one message of a channel on its own: whose it is, and what it says. Its sender may have
 * left since.
 */
record ChannelVerification(
    ChannelId channel,
    Identity reader,
    KnownIdentities identities,
    ChannelKeyring keyring,
    SenderProof proof)
    implements Opening<PostedMessage> {

  @Override
  public ReceivedMessage open(PostedMessage message, long sequence) {
    return fault(message)
        .map(reason -> rejected(message, sequence, reason))
        .orElseGet(() -> decrypt(message, sequence));
  }

  @Override
  public ReceivedMessage outOfOrder(PostedMessage message, long sequence) {
    return rejected(message, sequence, Reason.OUT_OF_ORDER);
  }

  private static ReceivedMessage rejected(PostedMessage message, long sequence, Reason reason) {
    return new ReceivedMessage.Rejected(
        sequence, message.id(), message.sender(), time(message), reason);
  }

  private Optional<Reason> fault(PostedMessage message) {
    if (!message.channel().equals(channel)) {
      return Optional.of(Reason.OTHER_SESSION);
    }
    Optional<IdentityKeys> sender = identities.find(message.sender());
    SendChannelMessage sent =
        new SendChannelMessage(
            channel, message.sender(), message.keyGeneration(), message.ciphertext());
    return sender.isEmpty()
        ? Optional.of(Reason.UNPROVED_SENDER)
        : proof.fault(sent, message.id(), message.signature(), sender.get());
  }

  private ReceivedMessage decrypt(PostedMessage message, long sequence) {
    return switch (keyring.find(message.keyGeneration())) {
      case ChannelKeyring.Lookup.Refused(Reason reason) -> rejected(message, sequence, reason);
      case ChannelKeyring.Lookup.Proved(ProvedKey key) -> decrypt(message, sequence, key);
    };
  }

  private ReceivedMessage decrypt(PostedMessage message, long sequence, ProvedKey key) {
    try {
      byte[] plaintext = key.decrypt(reader, message.sender(), message.ciphertext());
      return new ReceivedMessage.Opened(
          sequence, message.id(), message.sender(), time(message), new Plaintext(plaintext));
    } catch (DecryptionException _) {
      return rejected(message, sequence, Reason.DECRYPTION_FAILED);
    }
  }

  private static Instant time(PostedMessage message) {
    return Instant.ofEpochMilli(message.acceptedMillis());
  }
}
