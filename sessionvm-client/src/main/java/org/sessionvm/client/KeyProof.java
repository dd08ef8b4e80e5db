package org.sessionvm.client;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.SharedSecret;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.spi.SignatureVerifier;

/**
 * By what the author of a key answers for it: an ML-DSA-65 signature (3309 bytes) over {@code
 * "sessionvm.session-key.signature.v1"} or {@code "sessionvm.channel-key.signature.v1"}, the chain,
 * the key's place and the commitment to the secret.
 *
 * <p>A node shows keys without the signature of their transaction, and without one anybody who runs
 * a node could name a key of his own.
 */
record KeyProof(ChainId chain, KeyGenerationId id) {
  Bytes sign(Identity author, SharedSecret secret) {
    return author.sign(signingBytes(secret));
  }

  boolean isBy(
      IdentityKeys author, SharedSecret secret, Bytes signature, SignatureVerifier verifier) {
    return verifier.verify(author.dsa(), signingBytes(secret), signature);
  }

  private Bytes signingBytes(SharedSecret secret) {
    return new ByteWriter()
        .raw(id.scope().label("key.signature.v1"))
        .id(chain)
        .raw(id.toBytes())
        .raw(secret.commitment())
        .toBytes();
  }
}
