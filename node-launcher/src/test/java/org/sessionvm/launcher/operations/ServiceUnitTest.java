package org.sessionvm.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.settings.Settings;
import picocli.CommandLine;

final class ServiceUnitTest {
  private static final String UNIT = "config/systemd/sessionvm.service";

  @Test
  void systemdFindsNothingWrong(@TempDir Path directory) throws Exception {
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    if (!Files.isExecutable(analyze)) {
      System.out.println("skipped: there is no " + analyze);
    }
    Assumptions.assumeTrue(Files.isExecutable(analyze), "no systemd-analyze");
    Path unit = directory.resolve("sessionvm.service");
    // The executable is not installed where tests run; everything else is as it is.
    Files.writeString(unit, Repository.text(UNIT).replace("/usr/bin/sessionvm", "/bin/true"));

    Process verify =
        new ProcessBuilder(analyze.toString(), "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(verify.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("sessionvm.service");
  }

  @Test
  void itsTimeToStopIsLongerThanTheDrain() throws IOException {
    long drainSeconds = Long.parseLong(Settings.ACCEPT_TIMEOUT_MILLIS.defaultText()) / 1_000 + 5;

    assertThat(number("TimeoutStopSec")).isGreaterThan(2 * drainSeconds);
    assertThat(number("LimitNOFILE"))
        .isGreaterThan(2 * Long.parseLong(Settings.HTTP_CONNECTIONS_MAX.defaultText()));
    assertThat(Repository.text(UNIT)).doesNotContain("\nMemoryDenyWriteExecute");
  }

  /** Of what ends a start all but a wrong setting may mend by itself. */
  @Test
  void isStartedAgainUntilItRuns() throws IOException {
    assertThat(Repository.text(UNIT)).contains("\nRestart=on-failure\n");
    assertThat(number("StartLimitIntervalSec")).isZero();
    assertThat(number("RestartSec")).isGreaterThanOrEqualTo(5);
    assertThat(number("RestartPreventExitStatus")).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  private static long number(String name) throws IOException {
    return Repository.text(UNIT)
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
