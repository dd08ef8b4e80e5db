package org.sessionvm.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryModeTest {
  @TempDir Path directory;

  @Test
  void warnsOfADirectoryThatOthersMayEnter() throws IOException {
    for (String open : new String[] {"rwxr-xr-x", "rwxr-x---", "rwx-----x"}) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(open));
      assertThat(DataDirectoryMode.warning(directory)).as(open).isPresent();
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertThat(DataDirectoryMode.warning(directory)).isEmpty();
  }

  @Test
  void saysNothingOfADirectoryThatIsNotThere() {
    assertThat(DataDirectoryMode.warning(directory.resolve("missing"))).isEmpty();
  }
}
