package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.state.Counters;
import org.sessionvm.state.Totals;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.StoreStatistics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a data directory holds. */
@Command(
    name = "stats",
    description = "Print what a data directory holds; no node may use it meanwhile")
final class StoreStatsCommand implements Runnable {
  private final SettingsOptions options;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private StoreStatsCommand(SettingsOptions options) {
    this.options = options;
  }

  static CommandLine create() {
    SettingsOptions options =
        new SettingsOptions(List.of(Settings.DATA_DIR, Settings.STORE_CACHE_BYTES));
    CommandLine command = new CommandLine(new StoreStatsCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (RocksDbStore store = StoreModule.openReadOnly(options.resolve())) {
      Counters counters = Totals.of(store);
      out.printf("sessions    %d%n", counters.sessions());
      out.printf("messages    %d%n", counters.messages());
      out.printf("identities  %d%n", counters.identities());
      StoreStatistics statistics = store.statistics();
      out.printf("on disk     %d bytes%n%n", statistics.diskBytes());
      out.printf("%-22s %14s %14s %14s%n", "column", "about keys", "table bytes", "blob bytes");
      for (StoreStatistics.Column column : statistics.columns()) {
        out.printf(
            Locale.ROOT,
            "%-22s %14d %14d %14d%n",
            column.name(),
            column.estimatedKeys(),
            column.tableBytes(),
            column.blobBytes());
      }
    }
    out.flush();
  }
}
