package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.block.Block;
import org.sessionvm.execution.BlockContext;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.spi.Hashing;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.Transaction.Signer;
import org.sessionvm.verification.SignatureChecks;

/**
 * Checks the signatures of a block on all cores before it is carried out on one. An id proves its
 * keys, so a key that the parent's state holds, or that stands in the transaction, is the right one
 * whatever the block does before.
 */
final class BlockSignatures {
  private final Hashing hashing;
  private final SignatureChecks checks;

  BlockSignatures(Hashing hashing, SignatureChecks checks) {
    this.hashing = hashing;
    this.checks = checks;
  }

  void warm(ParentState parent, Block block) {
    BlockContext context =
        new BlockContext(
            block.header().height(), block.header().timestampMillis(), parent.history());
    if (context.rules().isOpen()) {
      return;
    }
    StateContext state = new StateContext(parent.state(), context, 0, hashing);
    List<SignatureChecks.Task> tasks = new ArrayList<>();
    for (PreparedTransaction transaction : block.transactions()) {
      if (transaction.signed().signature().size() == MlDsaPublicKey.SIGNATURE_BYTES
          && transaction.transaction().signer(state) instanceof Signer.Known known) {
        tasks.add(new SignatureChecks.Task(transaction, known.key()));
      }
    }
    checks.warm(tasks);
  }
}
