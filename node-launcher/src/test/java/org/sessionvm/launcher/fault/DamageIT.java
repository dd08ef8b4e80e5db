package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/**
 * What the real process does about damaged files: they are refused alike in-process, where {@link
 * DamageWalkIT} tries all.
 */
class DamageIT {
  @TempDir Path data;

  @Test
  void refusesToStartByNameAndServesAllButADamagedValue() throws Exception {
    try (Conversation conversation = live()) {
      refuses("SCHEMA", FileDamage.FIRST_BYTE_TURNED);
      refuses("MANIFEST-", FileDamage.MIDDLE_BYTE_TURNED);
      refuses(".log", FileDamage.CUT_BY_A_BYTE);
      refuses(".sst", FileDamage.CUT_IN_HALF);
      FileDamage.MIDDLE_BYTE_TURNED.strike(file(".blob"));
      servesTheRest(conversation);
    }
  }

  /** Its messages are in files of large values after the second life. */
  private Conversation live() throws Exception {
    Conversation conversation;
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      conversation = new Conversation(client);
      for (int i = 0; i < 10; i++) {
        conversation.send(client);
      }
    }
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      conversation.send(client);
    }
    return conversation;
  }

  private void refuses(String kind, FileDamage damage) throws IOException {
    Path file = file(kind);
    byte[] sound = Files.readAllBytes(file);
    damage.strike(file);

    assertThatThrownBy(() -> ChildNode.start(data, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(file.getFileName()))
        .message()
        .containsAnyOf("restore a backup", "run store check")
        .doesNotContain("\tat ", "Exception");

    Files.write(file, sound);
  }

  private void servesTheRest(Conversation conversation) throws Exception {
    String damaged = String.valueOf(file(".blob").getFileName());
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url());
        Health health = new Health(node.url())) {
      assertThat(health.ask().status()).isEqualTo(200);
      assertThatThrownBy(() -> conversation.check(client))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("-32603");

      Health.Answer unwell = health.await(answer -> answer.body().toString().contains(damaged));
      assertThat(unwell.status()).isEqualTo(503);
      assertThat(unwell.body().at("/ready").asBoolean()).isFalse();
      conversation.requireKnown(client);
      assertThatThrownBy(() -> conversation.send(client)).hasMessageContaining("-32006");
      assertThat(node.stop()).isZero();
    }
    assertThat(Main.create().execute("store", "check", "--data-dir", data.toString())).isOne();
  }

  private Path file(String kind) throws IOException {
    try (Stream<Path> files = Files.walk(data, 2)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toFile().length() > 0)
          .filter(file -> String.valueOf(file.getFileName()).contains(kind))
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("LOG"))
          .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
          .orElseThrow();
    }
  }
}
