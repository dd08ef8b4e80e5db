package org.sessionvm.launcher.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionvm.launcher.settings.SettingException;

class SecretFileTest {
  @ParameterizedTest
  @CsvSource({
    "rw-------, false, false",
    "r--------, true, false",
    "rw-r-----, false, true",
    "rw-r-----, true, false",
    "rw-rw----, true, true",
    "rw-r--r--, true, true",
    "rw----r--, false, true",
  })
  void aGroupMayReadWhatIsRootsAndGivenToUs(String mode, boolean ofRootForUs, boolean open) {
    assertThat(SecretFile.isOpen(PosixFilePermissions.fromString(mode), ofRootForUs))
        .isEqualTo(open);
  }

  @Test
  void namesSettingAndFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

    assertThatThrownBy(() -> SecretFile.read("aSetting", file, 100))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("aSetting")
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> SecretFile.read("aSetting", file, 5))
        .hasMessageContaining("longer than 5");
    assertThatThrownBy(() -> SecretFile.read("aSetting", directory.resolve("none"), 5))
        .hasMessageContaining("aSetting: there is no ");
  }
}
