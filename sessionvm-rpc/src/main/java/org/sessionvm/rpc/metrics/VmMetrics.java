package org.sessionvm.rpc.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.sessionvm.block.Block;
import org.sessionvm.execution.Outcome;
import org.sessionvm.spi.StoreException;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.vm.BlockListener;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.StateReader;

/** Counts blocks and what is in them, and shows what waits. */
public final class VmMetrics implements BlockListener {
  private final Counter blocks;
  private final Counter messages;
  private final Counter messageBytes;
  private final DistributionSummary transactions;

  private VmMetrics(NodeMetrics metrics) {
    blocks = metrics.count("sessionvm.blocks.accepted", "blocks on disk since the start");
    messages = metrics.count("sessionvm.messages.appended", "messages accepted since the start");
    messageBytes =
        metrics.count(
            "sessionvm.messages.bytes", "bytes of the ciphertexts accepted since the start");
    transactions =
        metrics.sizes(
            "sessionvm.commit.batch.size",
            "transactions of a block, which share one sync",
            1,
            2,
            5,
            10,
            20,
            50,
            100,
            200,
            500,
            1_000);
  }

  /** Counts from now on. */
  public static void bind(SessionVm vm, NodeMetrics metrics) {
    vm.listen(new VmMetrics(metrics));
    metrics.gauge(
        "sessionvm.mempool.transactions", "transactions that wait for a block", vm.mempool()::size);
    metrics.gauge("sessionvm.height", "newest block", () -> vm.lastAccepted().height());
    metrics.gauge("sessionvm.sessions", "sessions stored, ended ones included", () -> sessions(vm));
    metrics.gauge(
        "sessionvm.signature.queue",
        "signatures that wait to be checked",
        () -> vm.signatureStatistics().waiting());
    metrics.counter(
        "sessionvm.signature.accepted",
        "signatures checked and found good",
        () -> vm.signatureStatistics().valid());
    rejected(metrics, "invalid", () -> vm.signatureStatistics().invalid());
    rejected(metrics, "overload", () -> vm.signatureStatistics().overloads());
  }

  private static void rejected(NodeMetrics metrics, String reason, DoubleSupplier count) {
    metrics.counter(
        "sessionvm.signature.rejected",
        "signatures found bad, or not checked because too many waited",
        Map.of("reason", reason),
        count);
  }

  private static double sessions(SessionVm vm) {
    try (StateReader state = vm.read()) {
      return state.counters().sessions();
    } catch (StoreException e) {
      return Double.NaN;
    }
  }

  @Override
  public void accepted(Block block, List<Outcome> outcomes) {
    blocks.increment();
    transactions.record(block.transactions().size());
    block
        .transactions()
        .forEach(
            transaction -> {
              if (transaction.transaction() instanceof SendMessage sent) {
                messages.increment();
                messageBytes.increment(sent.ciphertext().size());
              }
            });
  }
}
