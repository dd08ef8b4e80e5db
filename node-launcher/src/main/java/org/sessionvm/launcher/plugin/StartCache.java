package org.sessionvm.launcher.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the JVM learns at one start for the next ones; for one Java and one class path. */
final class StartCache {
  private static final long SECONDS_MAX = 300;

  private StartCache() {}

  /** The cache of these jars, made now if it is not there; nothing where it cannot be made. */
  static Optional<Path> of(PluginLibraries libraries) throws IOException {
    Path cache = libraries.home().resolve("start.aot");
    if (Files.isRegularFile(cache)) {
      return Optional.of(cache);
    }
    Path next = libraries.home().resolve("start.aot.next");
    if (run(libraries, next) && Files.isRegularFile(next)) {
      Files.move(next, cache, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(log(libraries));
      return Optional.of(cache);
    }
    Files.deleteIfExists(next);
    return Optional.empty();
  }

  /** What the JVM said while it made the cache. */
  static Path log(PluginLibraries libraries) {
    return libraries.home().resolve("start-cache.log");
  }

  private static boolean run(PluginLibraries libraries, Path output) throws IOException {
    List<String> command = new ArrayList<>(List.of(JavaCommand.java().toString()));
    command.addAll(JavaCommand.options());
    command.add("-XX:AOTCacheOutput=" + output);
    command.addAll(List.of("-cp", libraries.classPath(), JavaCommand.MAIN, "warm-up"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(libraries).toFile())
            .start();
    try {
      return process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
