package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.sessionvm.launcher.Version;
import org.sessionvm.launcher.node.Logging;
import org.sessionvm.launcher.node.Node;
import org.sessionvm.launcher.node.StartReport;
import org.sessionvm.launcher.settings.EffectiveSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a standalone node until it is told to stop. */
@Command(name = "run", description = "Run a standalone node")
public final class RunCommand implements Callable<Integer> {
  private final SettingsOptions options;

  @Option(
      names = "--trust-clock",
      description =
          "Start though the clock is more than retentionDays past the last block; deletes what is"
              + " due by then")
  private boolean trustClock;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private RunCommand(SettingsOptions options) {
    this.options = options;
  }

  /** The command with an option for each setting. */
  public static CommandLine create() {
    SettingsOptions options = new SettingsOptions();
    CommandLine command = new CommandLine(new RunCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    EffectiveSettings settings = options.resolve();
    Logging.configure(settings);
    Node node = Node.start(settings, Version.text(), trustClock);
    // Virtual machine start and class loading count for whoever waits.
    long millis =
        System.currentTimeMillis()
            - ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElseGet(System::currentTimeMillis);
    stopOnSignal(node);
    PrintWriter out = spec.commandLine().getOut();
    StartReport.print(out, node, Version.text(), millis);
    return node.awaitEnd();
  }

  /** A signal ends the JVM with 128 and its number, though the node has stopped as it was told. */
  private static void stopOnSignal(Node node) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(
                    () -> {
                      node.close();
                      Runtime.getRuntime().halt(node.awaitEnd());
                    }));
  }
}
