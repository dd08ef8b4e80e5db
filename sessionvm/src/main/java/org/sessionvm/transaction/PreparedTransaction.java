package org.sessionvm.transaction;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;

/**
 * A signed transaction of one chain and all that is derived from it, computed once.
 *
 * @param signed the transaction and its signature
 * @param id BLAKE2b-256 of {@code signingBytes}; does not cover the signature
 * @param signingBytes what is signed
 * @param encoded as a block holds it
 * @param fingerprint SHA-256 of {@code encoded}; covers the signature, so that a verdict may be
 *     remembered by it
 */
public record PreparedTransaction(
    SignedTransaction signed,
    TransactionId id,
    Bytes signingBytes,
    Bytes encoded,
    Bytes fingerprint) {
  private static final Bytes SIGNING_DOMAIN = ByteWriter.utf8("sessionvm.tx.v1");

  /** Derives everything from a transaction of the given chain. */
  public static PreparedTransaction of(ChainId chain, Hashing hashing, SignedTransaction signed) {
    return of(chain, hashing, signed, SignedTransaction.CODEC.encode(signed));
  }

  /** As above, where the encoding is at hand already. */
  public static PreparedTransaction of(
      ChainId chain, Hashing hashing, SignedTransaction signed, Bytes encoded) {
    Bytes signingBytes = signingBytes(chain, signed.transaction());
    return new PreparedTransaction(
        signed,
        new TransactionId(hashing.blake2b256(signingBytes)),
        signingBytes,
        encoded,
        Sha256.hash(encoded));
  }

  /** What the sender of a transaction signs: domain, chain id, type u16 and the fields. */
  public static Bytes signingBytes(ChainId chain, Transaction transaction) {
    ByteWriter writer = new ByteWriter().raw(SIGNING_DOMAIN).id(chain).u16(transaction.type());
    transaction.writeFields(writer);
    return writer.toBytes();
  }

  /** About how much memory it holds: encoding, signing bytes, and the fields once more. */
  public int memoryBytes() {
    return encoded.size() + 2 * signingBytes.size();
  }

  /** The transaction itself. */
  public Transaction transaction() {
    return signed.transaction();
  }
}
