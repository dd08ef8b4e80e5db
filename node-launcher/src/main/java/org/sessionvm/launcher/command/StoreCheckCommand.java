package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.store.RocksDbStore;
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
    EffectiveSettings settings = options.resolve();
    return StoppableWork.run(
        progress -> {
          try (RocksDbStore store = StoreModule.openReadOnly(settings)) {
            return StoreVerification.isSound(store, out, progress)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
          }
        });
  }
}
