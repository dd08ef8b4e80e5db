package org.sessionvm.launcher.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;

/**
 * Sends the transactions of a story one after the other, each until a node acknowledges it: after a
 * kill the same bytes as before it.
 */
final class Teller implements AutoCloseable {
  private final Hashing hashing = new Blake2bHashing();
  private final ChainId chain;
  private final Story story;
  private Optional<Waiting> waiting = Optional.empty();
  private int acknowledged;
  private int sentAgain;

  private record Waiting(Step step, PreparedTransaction prepared) {}

  Teller(ChainId chain, Story story) {
    this.chain = chain;
    this.story = story;
  }

  /** Throws {@link ClientException} when nobody acknowledges it. */
  Outcome tell(SessionClient wallet) {
    Waiting current = waiting.orElseGet(this::sign);
    waiting = Optional.of(current);
    Outcome outcome = wallet.submit(current.prepared);
    current.step.acknowledged().accept(current.prepared, outcome);
    waiting = Optional.empty();
    acknowledged++;
    return outcome;
  }

  private Waiting sign() {
    Step step = story.next(acknowledged);
    Bytes signature =
        step.signer().sign(PreparedTransaction.signingBytes(chain, step.transaction()));
    SignedTransaction signed = new SignedTransaction(step.transaction(), signature);
    return new Waiting(step, PreparedTransaction.of(chain, hashing, signed));
  }

  /** Looks at what a kill has left, and goes on with what nobody acknowledged before it. */
  void resume(SessionClient wallet, RawNode node) throws IOException, InterruptedException {
    Optional<PreparedTransaction> unknown = waiting.map(Waiting::prepared);
    story.check(wallet, node, unknown);
    if (unknown.isPresent()) {
      Outcome outcome = tell(wallet);
      sentAgain++;
      assertThat(wallet.submit(unknown.get())).as("sent once more").isEqualTo(outcome);
    }
  }

  /** As above, and looks at everything. */
  void finish(SessionClient wallet, RawNode node) throws IOException, InterruptedException {
    resume(wallet, node);
    story.checkAll(wallet, node);
  }

  /** How many were acknowledged. */
  int acknowledged() {
    return acknowledged;
  }

  /** How many of these only after a kill. */
  int sentAgain() {
    return sentAgain;
  }

  @Override
  public void close() {
    story.close();
  }
}
