package org.sessionvm.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.BackupModule;
import org.sessionvm.launcher.node.NodeFailure;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.tls.TlsOptions;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.backup.BackupPoint;
import org.sessionvm.store.progress.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Adds a backup of a data directory, by the node that uses it if one does. */
@Command(
    name = "backup",
    description = {
      "Back a data directory up: copy what the backup before does not have, verified;",
      "a node that uses it is asked to."
    })
final class StoreBackupCommand implements Callable<Integer> {
  private final SettingsOptions options;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private StoreBackupCommand(SettingsOptions options) {
    this.options = options;
  }

  static CommandLine create() {
    SettingsOptions options =
        new SettingsOptions(
            List.of(
                Settings.DATA_DIR,
                Settings.STORE_CACHE_BYTES,
                Settings.BACKUP_DIR,
                Settings.BACKUPS_KEPT));
    CommandLine command = new CommandLine(new StoreBackupCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    EffectiveSettings settings = options.resolve();
    Path data = StoreModule.dataDirectory(settings);
    // The lock tells whether a node runs: the file that tells how to ask it may be one left behind.
    Optional<OperatorClient> node =
        RocksDbStore.isInUse(data) ? OperatorOptions.local(data, tls) : Optional.empty();
    return StoppableWork.run(
        progress ->
            node.isPresent()
                ? ask(node.get(), settings, progress)
                : backUp(settings, BackupModule.directory(settings), progress));
  }

  private int ask(OperatorClient node, EffectiveSettings settings, Progress progress) {
    try (node) {
      RunningNodeBackup backup = new RunningNodeBackup(node, progress);
      backup.requirePlace(settings);
      JsonNode status = backup.run();
      String state = status.path("state").asText();
      if (!state.equals("succeeded")) {
        return failed(state + " " + status.path("reason").asText());
      }
      print(
          status.path("backup").asLong(),
          status.path("height").asLong(),
          "by the running node in " + status.path("directory").asText());
      return CommandLine.ExitCode.OK;
    } catch (ClientException.NodeUnavailable e) {
      throw new NodeFailure(
          "a node uses "
              + StoreModule.dataDirectory(settings)
              + " and does not answer: "
              + e.getMessage(),
          e);
    }
  }

  private int failed(String reason) {
    spec.commandLine().getErr().println("sessionvm: the node's backup: " + reason);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private int backUp(EffectiveSettings settings, Path directory, Progress progress) {
    try (RocksDbStore store = StoreModule.openReadOnly(settings)) {
      BackupPoint point = BackupModule.backup(settings, progress).backUp(store, directory);
      print(point.number(), point.label().height(), "in " + directory);
      return CommandLine.ExitCode.OK;
    }
  }

  private void print(long number, long height, String where) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("backup %d at height %d, %s%n", number, height, where);
    out.flush();
  }
}
