package org.sessionvm.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.OperatorFile;
import picocli.CommandLine;

/** What {@code store backup} says and does beside a node that runs, hangs, or left its file. */
final class StoreBackupCommandIT {
  @TempDir private Path directory = Path.of("");

  @Test
  void isDoneWhereTheNodePutsBackupsOrNotAtAll() throws Exception {
    Path chosen = directory.resolve("chosen");
    Path other = directory.resolve("other");
    try (ChildNode node = start("--backup-dir", chosen.toString())) {
      assertThat(backup("--backup-dir", other.toString()))
          .startsWith("2 ")
          .contains("backupDir is " + other + " here and " + chosen + " in the running node");
      assertThat(backup("--backups-kept", "3"))
          .startsWith("2 ")
          .contains("backupsKept is 3 here and 7 in the running node");
      assertThat(other).doesNotExist();
      assertThat(chosen).doesNotExist();

      assertThat(backup("--backup-dir", chosen.toString(), "--backups-kept", "7"))
          .startsWith("0 backup 1 at height ")
          .contains("by the running node in " + chosen);
      assertThat(backup()).contains("by the running node in " + chosen);
      assertThat(node.stop()).isZero();
    }
    assertThat(backup("--backup-dir", other.toString())).startsWith("0 ").contains("in " + other);
  }

  @Test
  void needsNoFileOfTheNodeWhereNoneRuns() throws Exception {
    try (ChildNode node = start()) {
      assertThat(node.stop()).isZero();
    }
    for (String left :
        List.of(
            "", "{}", "[1]", "{\"url\":", "{\"url\":\"x\",\"token\":\"y\"}", "{\"url\":\"\"}")) {
      Files.writeString(operatorFile(), left);
      assertThat(backup()).as(left).startsWith("0 backup");
      assertThat(run("admin", "flush"))
          .as(left)
          .startsWith("1 ")
          .contains(operatorFile() + " is not what a node writes")
          .doesNotContain("--node");
    }
  }

  @Test
  void namesTheFileThatDoesNotTellHowToAskTheNode() throws Exception {
    try (ChildNode node = start()) {
      Files.writeString(operatorFile(), "");
      assertThat(backup()).startsWith("1 ").contains(operatorFile() + " is not what a node writes");
      Files.delete(operatorFile());
      assertThat(backup()).startsWith("1 ").contains("another node uses the data directory");
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void saysThatTheNodeDoesNotAnswer() throws Exception {
    try (ChildNode node = start()) {
      signal(node, "STOP");
      assertThat(backup()).startsWith("1 ").contains(data() + " and does not answer");
      signal(node, "CONT");
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void saysWhereTheMethodsOfOperatorsAreOff() throws Exception {
    try (ChildNode node = start("--metrics-namespaces", "node")) {
      assertThat(backup()).startsWith("1 ").contains("metricsNamespaces").hasLineCount(1);
      assertThat(run("admin", "flush")).startsWith("1 ").contains("metricsNamespaces");
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void isOneLineInTheLogHoweverOftenTheNodeIsAskedHowItGoes() throws Exception {
    Path log = directory.resolve("log");
    try (ChildNode node = start("--log-file", log.toString())) {
      assertThat(backup()).startsWith("0 ");
      assertThat(node.stop()).isZero();
    }
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains("operator local calls"))
        .singleElement()
        .asString()
        .endsWith("operator local calls admin.Backup");
  }

  private ChildNode start(String... options) throws IOException {
    return ChildNode.start(data(), List.of(options));
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path operatorFile() {
    return OperatorFile.in(data());
  }

  private static void signal(ChildNode node, String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(node.handle().pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private String backup(String... options) {
    List<String> arguments = new ArrayList<>(List.of("store", "backup"));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(new String[0]));
  }

  private String run(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine main = Main.create();
    main.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data-dir", data().toString()));
    int code = main.execute(all.toArray(new String[0]));
    return code + " " + said;
  }
}
