package org.sessionvm.launcher.plugin;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a plugin's JVM is called: as this one, which whoever installs has chosen. */
final class JavaCommand {
  static final String MAIN = "org.sessionvm.launcher.Main";

  private JavaCommand() {}

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The options of this JVM, without those of its start cache. */
  static List<String> options() {
    List<String> options = new ArrayList<>();
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-XX:AOT") && !option.startsWith("-agentlib")) {
        options.add(option);
      }
    }
    // Protocol Buffers use what Java warns of, in the middle of the node's log.
    options.add("--sun-misc-unsafe-memory-access=allow");
    // A plugin leaves no file outside of its own directories.
    options.add("-XX:-UsePerfData");
    return options;
  }
}
