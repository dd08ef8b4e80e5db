package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Report;
import org.sessionvm.launcher.chain.ChainGenesis;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.StoreCheck;
import org.sessionvm.store.progress.Progress;
import org.sessionvm.store.progress.StoppedException;

/** Reads a whole store: first against its checksums, then row against row. */
final class StoreVerification {
  private StoreVerification() {}

  /**
   * Prints what it finds and returns whether that is nothing.
   *
   * @throws StoppedException when {@code progress} says so
   */
  static boolean isSound(RocksDbStore store, PrintWriter out, Progress progress) {
    boolean sound = checksums(store, out, progress) && rows(store, out, progress);
    out.flush();
    return sound;
  }

  private static boolean checksums(RocksDbStore store, PrintWriter out, Progress progress) {
    StoreCheck.Report report = StoreCheck.run(store, (_, _) -> {}, progress);
    long entries = report.entries().values().stream().mapToLong(Long::longValue).sum();
    report.problems().forEach(problem -> out.println("damaged: " + problem));
    out.printf("checksums: %d entries, %d problems%n", entries, report.problems().size());
    return report.isClean();
  }

  private static boolean rows(RocksDbStore store, PrintWriter out, Progress progress) {
    ChainRules rules = ChainGenesis.rules(store);
    Report report =
        IntegrityCheck.run(
            store,
            rules,
            new Blake2bHashing(),
            (column, rows) ->
                progress.reached(
                    new Progress.Step("checking " + column.name(), rows, 0, Progress.Unit.ROWS)));
    if (!report.isComplete()) {
      throw new StoppedException();
    }
    report.findings().forEach(finding -> out.println("does not fit: " + finding));
    out.printf("indexes: %d rows, %d findings%n", report.rows(), report.findings().size());
    return report.isClean();
  }
}
