package org.sessionvm.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the operating system says of a process. Linux alone. */
record ProcessFigures(long pid) {
  /** Processor time used so far, by the program and by the kernel for it. */
  Duration cpu() {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /** Resident memory now, in MiB. */
  long residentMebibytes() throws IOException {
    return status("VmRSS:") / 1024;
  }

  /** Most resident memory so far, in MiB. */
  long residentPeakMebibytes() throws IOException {
    return status("VmHWM:") / 1024;
  }

  private long status(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IOException("no " + field));
  }
}
