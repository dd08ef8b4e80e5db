package org.sessionvm.launcher.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sessionvm.launcher.Version;
import org.sessionvm.launcher.node.NodeFailure;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.plugin.PluginProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the plugin where a chain node looks for it. */
@Command(name = "install", description = "Put the plugin into a chain node's plugin directory")
public final class PluginInstallCommand implements Callable<Integer> {
  private static final int PROTOCOL_MAX = 1_000_000;

  @Option(
      names = "--plugin-dir",
      required = true,
      paramLabel = "DIR",
      description = "The node's plugin directory")
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private Path pluginDirectory;

  @Option(
      names = "--protocol",
      paramLabel = "N",
      description = "The plugin protocol's number of the node (default: ${DEFAULT-VALUE})")
  private int protocol = PluginProcess.PROTOCOL;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private PluginInstallCommand() {}

  static CommandLine create() {
    return new CommandLine(new PluginInstallCommand());
  }

  @Override
  public Integer call() {
    if (protocol < 1 || protocol > PROTOCOL_MAX) {
      throw new SettingException("--protocol must be from 1 to " + PROTOCOL_MAX);
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      PluginInstallation installed =
          PluginInstallation.into(
              pluginDirectory.toAbsolutePath().normalize(), protocol, line -> print(out, line));
      print(out, "plugin:   " + installed.launcher());
      print(out, "protocol: " + protocol + ", as \"avalanchego --version\" must show it");
      print(out, "version:  " + Version.text());
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      throw new NodeFailure("cannot install into " + pluginDirectory + ": " + e, e);
    }
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
