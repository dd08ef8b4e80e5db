package org.sessionvm.execution;

import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.StateDiff;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.Transaction.Signer;

/**
 * The rules of the chain as a pure function. It has no clock, thread, randomness or I/O of its own:
 * the same state, block context and transaction give the same changes and the same answer.
 *
 * @param hashing BLAKE2b
 * @param signatures verdicts on signatures
 */
public record StateMachine(Hashing hashing, SignatureCheck signatures) {
  /**
   * Carries a transaction out, or leaves {@code state} as it was and says why.
   *
   * @param index of the transaction in its block
   */
  public Result apply(
      StateDiff state, BlockContext block, int index, PreparedTransaction transaction) {
    StateContext context = new StateContext(state, block, index, hashing);
    Verdict verdict = examine(context, transaction);
    return verdict instanceof Verdict.Passed
        ? new Result.Accepted(transaction.transaction().apply(context, state, transaction.id()))
        : new Result.NotApplied(verdict);
  }

  /** Every check of a transaction, in the order in which callers may rely on the answers. */
  public Verdict examine(
      KeyValueReader state, BlockContext block, PreparedTransaction transaction) {
    return examine(new StateContext(state, block, 0, hashing), transaction);
  }

  private Verdict examine(StateContext context, PreparedTransaction prepared) {
    Transaction transaction = prepared.transaction();
    Optional<Rejection> rejection = transaction.form(context);
    if (rejection.isPresent()) {
      return new Verdict.Refused(rejection.get());
    }
    Optional<Outcome> settled = transaction.settled(context, prepared.id());
    rejection =
        transaction
            .target(context, prepared.id(), settled.isPresent())
            .or(() -> transaction.authorize(context))
            .or(() -> signature(context, prepared))
            .or(() -> settled.isPresent() ? Optional.empty() : transaction.limits(context));
    return rejection
        .<Verdict>map(Verdict.Refused::new)
        .or(() -> settled.map(Verdict.Settled::new))
        .orElseGet(Verdict.Passed::new);
  }

  private Optional<Rejection> signature(StateContext context, PreparedTransaction prepared) {
    Bytes signature = prepared.signed().signature();
    if (context.rules().isOpen()) {
      return signature.size() > MlDsaPublicKey.SIGNATURE_BYTES
          ? Optional.of(Rejection.malformed("signature", "is longer than a signature can be"))
          : Optional.empty();
    }
    return switch (prepared.transaction().signer(context)) {
      case Signer.Nobody _ ->
          signature.size() == 0
              ? Optional.empty()
              : Optional.of(Rejection.malformed("creator", "must be named by who signs"));
      case Signer.Unknown _ -> unauthorized("the chain knows no keys of the sender");
      case Signer.Known known -> verify(prepared, known.key());
    };
  }

  private Optional<Rejection> verify(PreparedTransaction prepared, MlDsaPublicKey key) {
    int size = prepared.signed().signature().size();
    if (size == 0) {
      return unauthorized("signature is missing");
    }
    if (size != MlDsaPublicKey.SIGNATURE_BYTES) {
      return unauthorized("signature must have " + MlDsaPublicKey.SIGNATURE_BYTES + " bytes");
    }
    return signatures.isValid(prepared, key)
        ? Optional.empty()
        : unauthorized("signature is wrong");
  }

  private static Optional<Rejection> unauthorized(String reason) {
    return Optional.of(Rejection.unauthorized(reason));
  }
}
