package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.OperatorFile;
import org.sessionvm.launcher.node.TemporaryDirectory;

/** Loses the disk of a node and goes on from a backup. */
class RestoreIT {
  @TempDir Path directory;

  @Test
  void goesOnFromABackupAfterTheDataDirectoryIsLost() throws Exception {
    Path data = directory.resolve("data");
    Conversation conversation;
    String chain;
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      chain = chainId(client);
      conversation = new Conversation(client);
      for (int i = 0; i < 50; i++) {
        conversation.send(client);
      }
    }
    assertThat(store("backup", data)).isZero();
    new TemporaryDirectory(data).close();

    assertThat(store("restore", data)).isZero();
    assertThat(store("restore", data)).as("a second time without --replace").isEqualTo(1);

    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      assertThat(chainId(client)).isEqualTo(chain);
      conversation.check(client);
      conversation.send(client);
      conversation.check(client);
    }
    conversation.close();
  }

  @Test
  void aRunningNodeBacksItselfUp() throws Exception {
    Path data = directory.resolve("data");
    Conversation conversation;
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      conversation = new Conversation(client);
      for (int i = 0; i < 20; i++) {
        conversation.send(client);
      }
      assertThat(store("backup", data)).isZero();
      conversation.send(client);
      assertThat(store("backup", data)).isZero();
      node.kill();
    }
    // The file that tells how to ask the node is still there, and nobody answers.
    assertThat(OperatorFile.in(data)).exists();
    assertThat(store("backup", data)).isZero();
    new TemporaryDirectory(data).close();
    assertThat(Main.create().execute("store", "restore", "--backup", "2", "--data-dir", "" + data))
        .isZero();

    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      conversation.check(client);
      conversation.send(client);
    }
    conversation.close();
  }

  private static String chainId(RawNode client) throws Exception {
    return client.call("Info", Map.of()).get("chainId").asText();
  }

  private static int store(String command, Path data) {
    return Main.create().execute("store", command, "--data-dir", data.toString());
  }
}
