package org.sessionvm.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.OperatorClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What operators have a running node do. */
@Command(
    name = "admin",
    description = "Have a running node do something",
    synopsisSubcommandLabel = "COMMAND")
public final class AdminCommand {
  private AdminCommand() {}

  /** The command with its parts. */
  public static CommandLine create() {
    return new CommandLine(new AdminCommand())
        .addSubcommand(new LogLevel())
        .addSubcommand(new Flush())
        .addSubcommand(new Peers())
        .addSubcommand(new ReloadCertificates());
  }

  /** Calls one method and prints what it answers. */
  abstract static class Call implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Mixin private OperatorOptions options = new OperatorOptions();

    final Integer call(String method, Consumer<ObjectNode> parameters) {
      CommandSpec known = Objects.requireNonNull(spec);
      try (OperatorClient client = options.connect()) {
        known.commandLine().getOut().println(client.call(method, parameters));
        known.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
      }
    }
  }

  /** Shows or changes how much is logged. */
  @Command(name = "log-level", description = "Show how much is logged, or change it")
  static final class LogLevel extends Call {
    @Parameters(
        arity = "0..1",
        paramLabel = "LEVEL",
        description = "error, warn, info, debug or trace; without it the levels are shown.")
    private @Nullable String level;

    @Option(names = "--logger", paramLabel = "NAME", description = "One logger, not all.")
    private @Nullable String logger;

    @Override
    public Integer call() {
      return level == null
          ? call("admin.GetLogLevel", _ -> {})
          : call("admin.SetLogLevel", json -> json.put("logger", logger).put("level", level));
    }
  }

  /** Flushes the store. */
  @Command(name = "flush", description = "Write what the store holds in memory to tables")
  static final class Flush extends Call {
    @Override
    public Integer call() {
      return call("admin.Flush", _ -> {});
    }
  }

  /** Lists peers. */
  @Command(name = "peers", description = "List the nodes that this one is connected with")
  static final class Peers extends Call {
    @Override
    public Integer call() {
      return call("admin.Peers", _ -> {});
    }
  }

  /** Has certificates read anew. */
  @Command(
      name = "reload-certificates",
      description = "Read the files of certificates and keys anew, now")
  static final class ReloadCertificates extends Call {
    @Override
    public Integer call() {
      return call("admin.ReloadCertificates", _ -> {});
    }
  }
}
