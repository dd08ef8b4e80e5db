package org.sessionvm.client;

import java.util.Optional;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.Transaction;

/** Whether a message is its sender's, byte for byte. */
record SenderProof(ChainId chain, Hashing hashing, SignatureVerifier verifier) {
  /** What is wrong with it. */
  Optional<Reason> fault(Transaction sent, TransactionId id, Bytes signature, IdentityKeys sender) {
    Bytes signed = PreparedTransaction.signingBytes(chain, sent);
    if (!hashing.blake2b256(signed).equals(id.bytes())) {
      return Optional.of(Reason.WRONG_ID);
    }
    return verifier.verify(sender.dsa(), signed, signature)
        ? Optional.empty()
        : Optional.of(Reason.BAD_SIGNATURE);
  }
}
