package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Report;
import org.sessionvm.launcher.chain.ChainGenesis;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.StoreCheck;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads everything in a data directory: first against its checksums, then row against row. */
@Command(
    name = "check",
    description = {
      "Read everything in a data directory and follow every index both ways;",
      "no node may use it meanwhile. Exits with 1 where something does not fit."
    })
final class StoreCheckCommand implements Callable<Integer> {
  private final SettingsOptions options;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private StoreCheckCommand(SettingsOptions options) {
    this.options = options;
  }

  static CommandLine create() {
    SettingsOptions options =
        new SettingsOptions(List.of(Settings.DATA_DIR, Settings.STORE_CACHE_BYTES));
    CommandLine command = new CommandLine(new StoreCheckCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (RocksDbStore store = StoreModule.openReadOnly(options.resolve())) {
      boolean sound = checksums(store, out) && rows(store, out);
      out.flush();
      return sound ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static boolean checksums(RocksDbStore store, PrintWriter out) {
    StoreCheck.Report report = StoreCheck.run(store, (_, _) -> {});
    long entries = report.entries().values().stream().mapToLong(Long::longValue).sum();
    report.problems().forEach(problem -> out.println("damaged: " + problem));
    out.printf("checksums: %d entries, %d problems%n", entries, report.problems().size());
    return report.isClean();
  }

  private static boolean rows(RocksDbStore store, PrintWriter out) {
    ChainRules rules = ChainGenesis.rules(store);
    ColumnProgress progress = new ColumnProgress(out);
    Report report = IntegrityCheck.run(store, rules, new Blake2bHashing(), progress::checked);
    report.findings().forEach(finding -> out.println("does not fit: " + finding));
    out.printf("indexes: %d rows, %d findings%n", report.rows(), report.findings().size());
    return report.isClean();
  }

  /** One line for each column that is begun, so that a long check shows where it is. */
  private static final class ColumnProgress {
    private final PrintWriter out;
    private String column = "";

    ColumnProgress(PrintWriter out) {
      this.out = out;
    }

    boolean checked(ColumnId at, long rows) {
      if (!at.name().equals(column)) {
        column = at.name();
        out.println("checking " + column);
        out.flush();
      }
      return !Thread.currentThread().isInterrupted();
    }
  }
}
