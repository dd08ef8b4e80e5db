package org.sessionvm.plugin.host;

import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.genesis.Limits;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;

/** The chain of every test here, with small limits, and what its wallets send. */
public final class TestChain {
  /** Most transactions of a block. */
  public static final int TRANSACTIONS_PER_BLOCK_MAX = 8;

  /** Most bytes of a block's body. */
  public static final int BLOCK_BYTES_MAX = 1 << 19;

  /** Its name, which the node gives. */
  public static final ChainId ID = new ChainId(Bytes.fromHex("c4".repeat(32)));

  /** Its rules: payloads are kept for a day. */
  public static final ChainRules RULES =
      new ChainRules(
          86_400,
          100,
          0,
          1,
          "07",
          Authentication.SIGNED,
          new Limits(
              262_144, 10, 100, 10, 1 << 20, 100, TRANSACTIONS_PER_BLOCK_MAX, BLOCK_BYTES_MAX, 16));

  private TestChain() {}

  /** Of the bytes that the node hands over. */
  public static Genesis genesis(Bytes bytes) {
    return new Genesis(bytes, RULES, MutableTime.START_MILLIS);
  }

  /** Signs for this chain. */
  public static SignedTransaction sign(Transaction transaction, TestIdentity signer) {
    Bytes message = PreparedTransaction.signingBytes(ID, transaction);
    return new SignedTransaction(transaction, signer.signing().apply(message));
  }

  /** A transaction that rests on no other; each number makes another one. */
  public static SignedTransaction registration(int number) {
    TestIdentity identity = FakeCrypto.identity(1_000 + number);
    return sign(new RegisterIdentity(identity.keys()), identity);
  }

  /** With the id and the encoding that it has on this chain. */
  public static PreparedTransaction prepare(SignedTransaction signed) {
    return PreparedTransaction.of(ID, new FakeCrypto(), signed);
  }
}
