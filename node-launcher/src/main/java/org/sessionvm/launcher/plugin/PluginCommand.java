package org.sessionvm.launcher.plugin;

import java.util.concurrent.Callable;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.plugin.PluginProcess;
import org.sessionvm.plugin.node.HandshakeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs as a plugin of the chain node that has started this process. */
@Command(
    name = "plugin",
    description = "Run as a plugin of the chain node that starts this command",
    synopsisSubcommandLabel = "[COMMAND]")
public final class PluginCommand implements Callable<Integer> {
  @Option(
      names = "--protocol",
      paramLabel = "N",
      description = "The plugin protocol's number of the node (default: ${DEFAULT-VALUE})")
  private int protocol = PluginProcess.PROTOCOL;

  private PluginCommand() {}

  /** The command with those below it. */
  public static CommandLine create() {
    return new CommandLine(new PluginCommand()).addSubcommand(PluginInstallCommand.create());
  }

  @Override
  public Integer call() {
    return PluginProcess.engine(System.getenv())
        .map(engine -> run(engine, protocol))
        .orElseThrow(
            () ->
                new SettingException(
                    PluginProcess.ENGINE_VARIABLE
                        + " is not set: a chain node starts this command, see plugin install"));
  }

  /**
   * Runs for the node at an address.
   *
   * @return the exit code
   */
  public static int run(String engine, int protocol) {
    try {
      return PluginProcess.run(engine, protocol, new LauncherPlugin());
    } catch (HandshakeException e) {
      System.err.println("sessionvm: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
