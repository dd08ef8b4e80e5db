package org.sessionvm.execution;

import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.transaction.PreparedTransaction;

/** The verdict on a transaction's signature: a pure function, though it may be remembered. */
@FunctionalInterface
public interface SignatureCheck {
  /** Whether the signature is the key owner's over the transaction. */
  boolean isValid(PreparedTransaction transaction, MlDsaPublicKey key);
}
