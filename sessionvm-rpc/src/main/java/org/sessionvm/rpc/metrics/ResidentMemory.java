package org.sessionvm.rpc.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says that the process holds of the machine's memory, native parts included. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LABEL = "VmRSS:";

  private ResidentMemory() {}

  /** Bytes; not a number where the system does not say. */
  static double bytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(LABEL))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024.0)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
