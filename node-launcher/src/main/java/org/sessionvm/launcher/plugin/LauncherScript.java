package org.sessionvm.launcher.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sessionvm.launcher.Version;

/**
 * The executable that a node starts. The node gives it neither arguments nor an environment, so
 * that everything is named by its whole path; {@code exec} makes the process the JVM's, which the
 * node's signals are for.
 */
final class LauncherScript {
  private LauncherScript() {}

  static String text(PluginLibraries libraries, Optional<Path> cache, int protocol) {
    List<String> words = new ArrayList<>(List.of(JavaCommand.java().toString()));
    words.addAll(JavaCommand.options());
    words.add(cache.map(path -> "-XX:AOTCache=" + path).orElse("-XX:AOTMode=off"));
    words.addAll(List.of("-cp", libraries.classPath(), JavaCommand.MAIN));
    words.addAll(List.of("plugin", "--protocol", Integer.toString(protocol)));
    return """
        #!/bin/sh
        # SessionVM %s for a chain node of plugin protocol %d.
        # Made by "sessionvm plugin install"; to be made again after an upgrade of either, or of Java.
        exec %s
        """
        .formatted(
            Version.text(),
            protocol,
            words.stream().map(LauncherScript::quoted).collect(Collectors.joining(" \\\n  ")));
  }

  /** One word for a POSIX shell, whatever is in it. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
