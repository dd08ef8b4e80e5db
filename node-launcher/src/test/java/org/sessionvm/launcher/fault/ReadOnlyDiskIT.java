package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/** A file system that turns read only under a node, and one that is read only at its start. */
class ReadOnlyDiskIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OPTIONS = List.of("--accept-timeout-millis", "1500");

  @TempDir Path directory;

  @Test
  void keepsReadingRefusesWritesAndLosesNothing() throws Exception {
    try (ImageDisk disk = ImageDisk.mount(directory, 1_400)) {
      Path data = disk.path().resolve("data");
      Conversation conversation = untilTheDiskFails(disk, data);

      // The first mount replays the journal, for which it must write.
      disk.mountAgain("rw");
      disk.mountAgain("ro");
      assertThatThrownBy(() -> ChildNode.start(data, OPTIONS))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining("Read-only file system");

      disk.mountAgain("rw");
      try (ChildNode node = ChildNode.start(data, OPTIONS);
          RawNode client = new RawNode(node.url())) {
        conversation.check(client);
        conversation.send(client);
        assertThat(node.stop()).isZero();
      }
      conversation.close();
      assertThat(Main.create().execute("store", "check", "--data-dir", data.toString())).isZero();
    }
  }

  private static Conversation untilTheDiskFails(ImageDisk disk, Path data) throws Exception {
    try (ChildNode node = ChildNode.start(data, OPTIONS);
        RawNode client = new RawNode(node.url())) {
      Conversation conversation = new Conversation(client);
      for (int i = 0; i < 20; i++) {
        conversation.send(client);
      }
      disk.fail();

      assertThatThrownBy(() -> conversation.send(client)).isInstanceOf(IOException.class);
      awaitHealth(node, "Read-only file system");
      assertThat(get(node, "/readiness").statusCode()).isEqualTo(503);
      assertThat(get(node, "/liveness").statusCode()).isEqualTo(200);
      conversation.check(client);
      node.stop();
      assertThat(node.handle().isAlive()).isFalse();
      return conversation;
    }
  }

  private static void awaitHealth(ChildNode node, String text) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String said = "";
    while (System.nanoTime() < deadline) {
      said = get(node, "/health").body();
      if (said.contains(text)) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("health does not say " + text + ": " + said);
  }

  private static HttpResponse<String> get(ChildNode node, String path) throws Exception {
    URI uri = node.url().resolve(path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
