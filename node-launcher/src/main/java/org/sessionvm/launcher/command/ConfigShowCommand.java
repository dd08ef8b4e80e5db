package org.sessionvm.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sessionvm.launcher.chain.ChainOnDisk;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.RocksDbStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every setting, its value and where that came from, and the rules of the chain. */
@Command(
    name = "show",
    description = {
      "Print every setting, its value and where the value came from.",
      "A rule that nobody chose is shown as the chain in the data directory has it."
    })
final class ConfigShowCommand implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SettingsOptions options;

  @Option(names = "--json", description = "Print one JSON object")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private ConfigShowCommand(SettingsOptions options) {
    this.options = options;
  }

  static CommandLine create() {
    SettingsOptions options = new SettingsOptions();
    CommandLine command = new CommandLine(new ConfigShowCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  /** The chain of the data directory, or why there is none to be seen. */
  private record Found(Optional<ChainOnDisk> chain, String reason) {}

  @Override
  public void run() {
    EffectiveSettings settings = options.resolve();
    Found found = find(settings);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      printJson(settings, found, out);
    } else {
      printText(settings, found, out);
    }
    out.flush();
  }

  private static Found find(EffectiveSettings settings) {
    if (!Files.exists(Path.of(settings.text(Settings.DATA_DIR)).resolve("SCHEMA"))) {
      return new Found(Optional.empty(), "there is no chain in dataDir yet");
    }
    try (RocksDbStore store = StoreModule.openReadOnly(settings)) {
      return new Found(Optional.of(ChainOnDisk.read(store)), "");
    } catch (StoreException e) {
      return new Found(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static void printText(EffectiveSettings settings, Found found, PrintWriter out) {
    Settings.all()
        .forEach(
            setting -> {
              ShownSetting shown = ShownSetting.of(setting, settings, found.chain);
              out.printf(
                  Locale.ROOT,
                  "%-26s %-24s %s%n",
                  setting.name(),
                  shown.value().isEmpty() ? "\"\"" : shown.value(),
                  shown.remark().isEmpty()
                      ? shown.origin()
                      : shown.origin() + " (" + shown.remark() + ")");
            });
    out.println();
    found.chain.ifPresentOrElse(
        chain ->
            out.printf(
                Locale.ROOT,
                "chain %s, rules of block %d%n",
                chain.id(),
                chain.history().current().height()),
        () -> out.println("rules as for a new chain: " + found.reason));
  }

  private static void printJson(EffectiveSettings settings, Found found, PrintWriter out) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode all = root.putObject("settings");
    Settings.all()
        .forEach(
            setting -> {
              ShownSetting shown = ShownSetting.of(setting, settings, found.chain);
              ObjectNode one = all.putObject(setting.name());
              one.put("value", shown.value());
              one.put("source", shown.source());
              one.put("origin", shown.origin());
              shown.chainValue().ifPresent(value -> one.put("chainValue", value));
              if (!shown.remark().isEmpty()) {
                one.put("remark", shown.remark());
              }
            });
    found.chain.ifPresentOrElse(
        chain ->
            root.putObject("chain")
                .put("id", chain.id().toString())
                .put("rulesHeight", chain.history().current().height()),
        () -> root.putNull("chain").put("chainUnavailable", found.reason));
    try {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
