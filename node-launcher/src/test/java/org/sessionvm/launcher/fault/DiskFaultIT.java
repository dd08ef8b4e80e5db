package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.OperatorFile;

/** Disks that are full, under a node or before its start, and have room again. */
@SuppressWarnings("NullAway") // Filled in before each test.
class DiskFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OPTIONS =
      List.of(
          "--store-free-bytes-min", "16777216",
          "--store-free-bytes-warn", "33554432",
          "--accept-timeout-millis", "60000");

  @TempDir Path directory;
  private MemoryDisk disk;
  private ChildNode node;
  private RawNode client;
  private Conversation conversation;

  @BeforeEach
  void startOnASmallDisk() throws Exception {
    disk = MemoryDisk.mount(directory.resolve("disk"), 160);
    node = ChildNode.start(data(), OPTIONS);
    client = new RawNode(node.url());
    conversation = new Conversation(client);
    for (int i = 0; i < 20; i++) {
      conversation.send(client);
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (node != null) {
      client.close();
      node.close();
      conversation.close();
    }
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void warnsThenTurnsUnreadyBeforeTheDiskIsFullAndRecoversByItself() throws Exception {
    disk.fillUntilFree(24L << 20);
    awaitHealth("storeFreeBytesWarn");
    assertThat(status("/readiness")).isEqualTo(200);
    conversation.send(client);

    Path ballast = disk.fillUntilFree(8L << 20);
    requireRefusalThatRecoversAfter("no space", () -> Files.delete(ballast));
  }

  @Test
  void survivesADiskWithoutASingleByte() throws Exception {
    Path ballast = disk.fillUntilFree(0);

    requireRefusalThatRecoversAfter("no space", () -> Files.delete(ballast));
  }

  @Test
  void startsOnAFullDiskToReadAndRecoversByItself() throws Exception {
    Path closed = data().resolve("CLOSED");
    client.close();
    assertThat(node.stop()).isZero();
    assertThat(closed).exists();
    Path ballast = disk.fillUntilFree(0);

    for (int starts = 0; starts < 2; starts++) {
      node.close();
      node = ChildNode.start(data(), OPTIONS);
      assertThat(closed).exists();
      assertThat(OperatorFile.in(data())).doesNotExist();
    }
    client = new RawNode(node.url());
    conversation.checkAnew();
    requireRefusalThatRecoversAfter(
        "no space",
        () -> {
          Files.delete(ballast);
          await("operator.json", () -> Files.exists(OperatorFile.in(data())));
        });
    assertThat(closed).exists();
  }

  private interface Mending {
    void mend() throws Exception;
  }

  private void requireRefusalThatRecoversAfter(String reason, Mending mending) throws Exception {
    awaitReadiness(503);
    awaitHealth(reason);
    // A caller waits half as long as a write may, so that one that waits ends otherwise.
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> conversation.send(client))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("-32006")
          .hasMessageContaining("the node takes no writes now");
    }
    conversation.check(client);

    mending.mend();

    awaitReadiness(200);
    conversation.send(client);
    // Nobody is paged for a batch that could not be synced.
    assertThat(get(node.metricsUrl().toString()).body())
        .contains("\nsessionvm_store_commit_failures_total 0.0");
    conversation.checkAnew();
    conversation.check(client);
    // What was refused was not carried out later.
    assertThat(conversation.storedCount()).isEqualTo(conversation.acknowledgedCount());
    assertThat(node.stop()).isZero();
    assertThat(Main.create().execute("store", "check", "--data-dir", data().toString())).isZero();
  }

  private void awaitReadiness(int status) throws Exception {
    await("readiness " + status, () -> status("/readiness") == status);
  }

  private void awaitHealth(String text) throws Exception {
    await("health that says " + text, () -> get("/health").body().contains(text));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private int status(String path) throws Exception {
    return get(path).statusCode();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI url = node.url().resolve(path);
      return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private Path data() {
    return disk.path().resolve("data");
  }
}
