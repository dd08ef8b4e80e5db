package org.sessionvm.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.launcher.settings.SettingException;

class OperatorTokensFileTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir Path directory;

  @Test
  void readsTokensAndHashes() throws IOException {
    Path file =
        file(
            "rw-------",
            "# operators\n\nalice " + TOKEN + "\nbob sha256:" + "0F".repeat(32) + "\n");

    assertThat(OperatorTokensFile.read(file)).extracting("name").containsExactly("alice", "bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw---x---"})
  void refusesAFileThatOthersMayUse(String mode) throws IOException {
    Path file = file(mode, "alice " + TOKEN);

    assertThatThrownBy(() -> OperatorTokensFile.read(file))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("operatorTokensFile")
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "alice short",
        "alice " + TOKEN + " more",
        "alice sha256:0f0f",
        "alice sha256:" + TOKEN + TOKEN + "zz",
        "bob " + TOKEN + "\nbob " + TOKEN
      })
  void namesTheLineAndNotWhatIsWrittenThere(String text) throws IOException {
    Path file = file("rw-------", text);

    assertThatThrownBy(() -> OperatorTokensFile.read(file))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("line ")
        .hasMessageNotContaining(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \n\n"})
  void takesAnEmptyFileForOneThatIsHalfWritten(String text) throws IOException {
    Path file = file("rw-------", text);

    assertThatThrownBy(() -> OperatorTokensFile.read(file))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(file + " is empty");
  }

  @Test
  void knowsNobodyWhereACommentSaysSo() throws IOException {
    assertThat(OperatorTokensFile.read(file("rw-------", "# nobody\n"))).isEmpty();
  }

  @Test
  void takesAtMostSixtyFour() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= OperatorTokensFile.OPERATORS_MAX; i++) {
      text.append("operator").append(i).append(' ').append(TOKEN).append('\n');
    }
    Path file = file("rw-------", text.toString());

    assertThatThrownBy(() -> OperatorTokensFile.read(file)).hasMessageContaining("line 65");
  }

  private Path file(String mode, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("operators"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
