package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what a node would run with. */
@Command(name = "config", description = "Show settings", synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
  private ConfigCommand() {}

  /** The command with its parts. */
  public static CommandLine create() {
    return new CommandLine(new ConfigCommand()).addSubcommand(Show.create());
  }

  /** Prints every setting, its value and where that came from. */
  @Command(
      name = "show",
      description = "Print every setting, its value and where the value came from")
  static final class Show implements Runnable {
    private final SettingsOptions options;

    @Spec
    @SuppressWarnings("NullAway") // Picocli fills it in.
    private CommandSpec spec;

    private Show(SettingsOptions options) {
      this.options = options;
    }

    static CommandLine create() {
      SettingsOptions options = new SettingsOptions();
      CommandLine command = new CommandLine(new Show(options));
      options.addTo(command.getCommandSpec());
      return command;
    }

    @Override
    public void run() {
      EffectiveSettings settings = options.resolve();
      PrintWriter out = spec.commandLine().getOut();
      Settings.all()
          .forEach(
              setting -> {
                EffectiveSettings.Value value = settings.value(setting);
                out.printf(
                    Locale.ROOT,
                    "%-26s %-24s %s%n",
                    setting.name(),
                    value.text().isEmpty() ? "\"\"" : value.text(),
                    value.source().name().toLowerCase(Locale.ROOT));
              });
      out.flush();
    }
  }
}
