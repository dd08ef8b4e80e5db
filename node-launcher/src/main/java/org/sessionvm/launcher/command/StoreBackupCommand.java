package org.sessionvm.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.BackupModule;
import org.sessionvm.launcher.node.OperatorFile;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingException;
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
    Path directory = BackupModule.directory(settings);
    Optional<OperatorFile.Node> node = node(Path.of(settings.text(Settings.DATA_DIR)));
    return StoppableWork.run(
        progress -> {
          if (node.isPresent()) {
            try (OperatorClient client =
                OperatorClient.connect(
                    node.get().url(), node.get().token(), tls.context(node.get().certificates()))) {
              return ask(new RunningNodeBackup(client, progress));
            } catch (ClientException.NodeUnavailable e) {
              // It was killed and left its file: nobody uses the directory.
              return backUp(settings, directory, progress);
            }
          }
          return backUp(settings, directory, progress);
        });
  }

  private static Optional<OperatorFile.Node> node(Path dataDirectory) {
    try {
      return OperatorFile.read(dataDirectory);
    } catch (IOException e) {
      throw new SettingException("cannot read how to ask the node: " + e.getMessage());
    }
  }

  /** The node puts it where its own settings say. */
  private int ask(RunningNodeBackup backup) {
    try {
      JsonNode status = backup.run();
      if (!status.path("state").asText().equals("succeeded")) {
        return failed(status.path("state").asText() + " " + status.path("reason").asText());
      }
      print(status.path("backup").asLong(), status.path("height").asLong(), "by the running node");
      return CommandLine.ExitCode.OK;
    } catch (ClientException.NodeFault e) {
      return failed(String.valueOf(e.getMessage()));
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
