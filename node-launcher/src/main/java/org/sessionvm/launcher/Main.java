package org.sessionvm.launcher;

import java.io.PrintWriter;
import org.sessionvm.launcher.command.AdminCommand;
import org.sessionvm.launcher.command.CommandFailure;
import org.sessionvm.launcher.command.ConfigCommand;
import org.sessionvm.launcher.command.RunCommand;
import org.sessionvm.launcher.command.StoreCommand;
import org.sessionvm.launcher.command.WarmUpCommand;
import org.sessionvm.launcher.plugin.PluginCommand;
import org.sessionvm.launcher.wallet.WalletCommands;
import org.sessionvm.plugin.PluginProcess;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "sessionvm",
    description = "Post-quantum messaging: durable, verified sessions behind JSON-RPC",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  @Option(names = "--version-json", description = "Print the version and the plugin protocol")
  private boolean versionJson;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private Main() {}

  /** Runs a command and exits with its code: 0 well, 1 refused or failed, 2 wrongly called. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** A chain node starts a plugin without arguments, and says in the environment where it waits. */
  private static int run(String[] arguments) {
    return PluginProcess.engine(System.getenv())
        .filter(_ -> arguments.length == 0)
        .map(engine -> PluginCommand.run(engine, PluginProcess.PROTOCOL))
        .orElseGet(() -> create().execute(arguments));
  }

  /** The command with all others. */
  public static CommandLine create() {
    CommandLine main =
        new CommandLine(new Main())
            .addSubcommand(RunCommand.create())
            .addSubcommand(ConfigCommand.create())
            .addSubcommand(StoreCommand.create())
            .addSubcommand(AdminCommand.create())
            .addSubcommand(PluginCommand.create())
            .addSubcommand(WarmUpCommand.create())
            .addSubcommand(completion());
    WalletCommands.addTo(main);
    main.setExecutionExceptionHandler(CommandFailure::handle);
    return main;
  }

  private static CommandLine completion() {
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion
        .getCommandSpec()
        .usageMessage()
        .description("Print a completion script for bash or zsh");
    return completion;
  }

  @Override
  public void run() {
    if (!versionJson) {
      throw new ParameterException(spec.commandLine(), "a command is needed");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "{\"name\":\"sessionvm\",\"version\":\"%s\",\"rpcchainvm\":%d,\"java\":\"%s\"}%n",
        Version.text(), PluginProcess.PROTOCOL, Runtime.version());
    out.flush();
  }
}
