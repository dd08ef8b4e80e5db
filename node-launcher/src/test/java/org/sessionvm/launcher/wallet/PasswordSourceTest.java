package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSourceTest {
  @TempDir private Path directory = Path.of(".");

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("password"), content);
  }

  @Test
  void takesTheFirstLineOfAFileBeforeTheEnvironment() throws IOException {
    assertThat(new PasswordSource(file("grün\r\nsecond"), "environment").ask(false))
        .isEqualTo("grün".toCharArray());
  }

  @Test
  void takesTheEnvironmentWithoutAFile() throws IOException {
    assertThat(new PasswordSource(null, "from there").ask(true))
        .isEqualTo("from there".toCharArray());
  }

  @Test
  void refusesAnEmptyLineALongFileAndBytesThatAreNotText() throws IOException {
    assertRefused(file("\nsecond"), "empty");
    assertRefused(file("x".repeat(5_000)), "longer");
    assertRefused(Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff}), "UTF-8");
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(new PasswordSource(null, "secret").toString()).doesNotContain("secret");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> new PasswordSource(file, null).ask(false))
        .isInstanceOf(WalletRefusal.class)
        .hasMessageContaining(reason);
  }
}
