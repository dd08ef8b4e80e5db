package org.sessionvm.benchmarks.handshake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.sessionvm.launcher.plugin.RehearsalNode;
import org.sessionvm.plugin.PluginProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts an installed plugin as a node does, with and without the JVM's start cache. */
@Command(
    name = "handshake",
    mixinStandardHelpOptions = true,
    description = "Measures the time from the start of a plugin to its handshake")
public final class HandshakeCommand implements Callable<Integer> {
  /** What a node allows. */
  private static final double LIMIT_MILLIS = 5_000;

  private static final long PATIENCE_SECONDS = 60;

  @Option(names = "--plugin", required = true, description = "the executable in the plugin folder")
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private Path plugin;

  @Option(names = "--starts", description = "starts of each kind (${DEFAULT-VALUE})")
  private int starts = 10;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new HandshakeCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path without = withoutCache();
    try {
      double worst = measure("with the start cache", plugin);
      measure("without", without);
      return worst < LIMIT_MILLIS ? 0 : 1;
    } finally {
      Files.delete(without);
    }
  }

  /** The same executable, but for one option. */
  private Path withoutCache() throws IOException {
    Path copy = Files.createTempFile("plugin", "");
    String script = Files.readString(plugin);
    if (!script.contains("-XX:AOTCache=")) {
      throw new IOException(plugin + " has no start cache");
    }
    Files.writeString(copy, script.replaceAll("'?-XX:AOTCache=[^\\n]*", "-XX:AOTMode=off \\\\"));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
    return copy;
  }

  private double measure(String name, Path executable) throws Exception {
    double[] millis = new double[starts];
    for (int i = 0; i < starts; i++) {
      millis[i] = start(executable);
    }
    Arrays.sort(millis);
    double worst = millis[starts - 1];
    System.out.printf(
        Locale.ROOT,
        "%-22s %d starts: least %5.0f ms, median %5.0f ms, most %5.0f ms (a node allows %.0f)%n",
        name,
        starts,
        millis[0],
        millis[starts / 2],
        worst,
        LIMIT_MILLIS);
    return worst;
  }

  private static double start(Path executable) throws Exception {
    try (RehearsalNode node = RehearsalNode.start(PluginProcess.PROTOCOL)) {
      ProcessBuilder builder = new ProcessBuilder(executable.toString());
      builder.environment().clear();
      builder.environment().put(PluginProcess.ENGINE_VARIABLE, node.address());
      long begin = System.nanoTime();
      Process process = builder.redirectErrorStream(true).start();
      try {
        node.plugin().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return (System.nanoTime() - begin) / 1e6;
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
