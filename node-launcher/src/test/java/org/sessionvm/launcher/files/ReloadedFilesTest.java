package org.sessionvm.launcher.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.settings.SettingException;

class ReloadedFilesTest {
  @TempDir private Path directory = Path.of("");
  private final List<String> taken = new ArrayList<>();
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("file"), "one");
  }

  private ReloadedFiles files() {
    return ReloadedFiles.take("test", List.of(file), this::take);
  }

  private void take() {
    try {
      String text = Files.readString(file);
      if (text.startsWith("bad")) {
        throw new SettingException(text);
      }
      taken.add(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesAChangeOnceItIsSettled() throws IOException {
    ReloadedFiles files = files();
    files.look();
    Files.writeString(file, "half");
    files.look();
    Files.writeString(file, "whole");
    files.look();
    assertThat(taken).containsExactly("one");

    files.look();
    files.look();

    assertThat(taken).containsExactly("one", "whole");
  }

  /** As a volume of Kubernetes changes: the link's own directory entry stays. */
  @Test
  void seesALinkThatLeadsElsewhere() throws IOException {
    Path first = Files.createDirectory(directory.resolve("..1"));
    Path second = Files.createDirectory(directory.resolve("..2"));
    Files.writeString(first.resolve("tls"), "one");
    Files.writeString(second.resolve("tls"), "two");
    Files.setLastModifiedTime(second.resolve("tls"), FileTime.fromMillis(0));
    Files.setLastModifiedTime(first.resolve("tls"), FileTime.fromMillis(0));
    Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
    file = Files.createSymbolicLink(directory.resolve("tls"), Path.of("..data", "tls"));
    ReloadedFiles files = files();

    Path next = Files.createSymbolicLink(directory.resolve("..tmp"), Path.of("..2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    files.look();
    files.look();

    assertThat(taken).containsExactly("one", "two");
  }

  @Test
  void seesAnotherModeAlone() throws IOException {
    ReloadedFiles files = files();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    files.look();
    files.look();

    assertThat(taken).containsExactly("one", "one");
  }

  @Test
  void keepsWhatItHadAndSaysWhyUntilTheFilesAreGood() throws IOException {
    ReloadedFiles files = files();
    Files.writeString(file, "bad: no key");
    files.look();
    files.look();
    files.look();
    assertThat(files.problem()).contains("bad: no key");
    assertThat(files.failures()).isEqualTo(1);

    Files.delete(file);
    assertThat(files.reload()).hasValueSatisfying(why -> assertThat(why).contains("reading"));
    assertThat(files.failures()).isEqualTo(2);
    assertThat(taken).containsExactly("one");

    Files.writeString(file, "two");
    assertThat(files.reload()).isEmpty();
    assertThat(files.problem()).isEmpty();
    assertThat(taken).containsExactly("one", "two");
  }

  @Test
  void theFirstTimeTheyMustBeGood() throws IOException {
    Files.writeString(file, "bad");

    assertThatThrownBy(this::files).isInstanceOf(SettingException.class);
  }
}
