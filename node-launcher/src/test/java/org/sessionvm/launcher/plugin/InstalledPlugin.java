package org.sessionvm.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A plugin as "plugin install" leaves it, from the jars that the build has just made. */
public record InstalledPlugin(Path directory) {
  private static final long INSTALL_SECONDS = 300;

  /** Installs it, with everything that it needs, into a directory. */
  public static InstalledPlugin into(Path directory, int protocol) throws Exception {
    Path log = Files.createTempFile("plugin-install", ".log");
    Process process =
        new ProcessBuilder(
                command(
                    "plugin",
                    "install",
                    "--plugin-dir",
                    directory.toString(),
                    "--protocol",
                    Integer.toString(protocol)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    Files.delete(log);
    return new InstalledPlugin(directory);
  }

  /** A command of the launcher that runs from jars, as whoever installs has it. */
  static List<String> command(String... arguments) throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    List<String> jars = new ArrayList<>(List.of(target.resolve("node-launcher.jar").toString()));
    try (var libraries = Files.list(target.resolve("lib"))) {
      libraries
          .map(Path::toString)
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .forEach(jars::add);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaCommand.java().toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(":", jars),
                JavaCommand.MAIN));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What a node starts. */
  Path launcher() {
    return directory.resolve(PluginInstallation.VM_ID);
  }
}
