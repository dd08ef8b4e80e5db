package org.sessionvm.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.OperatorFile;
import picocli.CommandLine;

final class AdminCommandIT {
  @Test
  void findsTheNodeByItsDataDirectoryAndNothingAfterItStopped(@TempDir Path directory)
      throws Exception {
    String data = directory.resolve("data").toString();
    Path file = OperatorFile.in(Path.of(data));
    try (ChildNode node = ChildNode.start(Path.of(data), List.of())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(run("admin", "log-level", "debug", "--data-dir", data))
          .contains("\"org.sessionvm\":\"debug\"");
      assertThat(run("admin", "flush", "--data-dir", data)).contains("millis");
      assertThat(run("admin", "peers", "--data-dir", data)).contains("{\"peers\":[]}");
      assertThat(run("admin", "log-level", "loud", "--data-dir", data)).contains("level");
      assertThat(node.stop()).isZero();
    }
    assertThat(file).doesNotExist();
    assertThat(run("admin", "flush", "--data-dir", data)).contains("no node runs");
  }

  private static String run(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine main = Main.create();
    main.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    int code = main.execute(arguments);
    return code + " " + said;
  }
}
