package org.sessionvm.launcher.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.SessionClient;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.node.ChildNode;

/**
 * SIGKILLs a node at random moments while several writers wait for its answers, and finds
 * everything it ever acknowledged. A kill is no power failure: that the disk keeps what it said is
 * synced is taken from the operating system.
 */
class CrashIT {
  private static final int KILLS = Integer.getInteger("crash.kills", 50);
  private static final int WRITERS = 4;
  private static final int ANSWERS_PER_LIFE_MAX = 120;
  private static final List<String> OPTIONS = List.of("--max-messages", "1000000");

  @TempDir Path directory;

  @Test
  void losesNothingItAcknowledgedWhenKilled() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    System.out.println("crash test with -Dcrash.seed=" + seed);
    Random random = new Random(seed);
    List<Conversation> conversations = new ArrayList<>();
    List<HandleStory> stories = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      ChildNode node = ChildNode.start(directory, OPTIONS);
      try (RawNode client = new RawNode(node.url());
          SessionClient wallet = wallet(node, 30)) {
        if (stories.isEmpty()) {
          stories.add(new HandleStory(wallet));
        }
        stories.getFirst().check(wallet);
        while (conversations.size() < WRITERS) {
          conversations.add(new Conversation(client));
        }
        for (Conversation conversation : conversations) {
          conversation.check(client);
        }
        writeUntilKilled(
            node, conversations, stories.getFirst(), 1 + random.nextInt(ANSWERS_PER_LIFE_MAX));
      } finally {
        node.kill();
      }
    }
    HandleStory story = stories.getFirst();
    checkAll(conversations, story);
    int acknowledged = conversations.stream().mapToInt(Conversation::acknowledgedCount).sum();
    System.out.printf(
        "%d kills, %d messages and %d other transactions acknowledged, none lost%n",
        KILLS, acknowledged, story.steps());
    conversations.forEach(Conversation::close);
    story.close();
    assertThat(acknowledged).isGreaterThan(KILLS);
    assertThat(story.steps()).isGreaterThan(KILLS);
    assertThat(Main.create().execute("store", "check", "--data-dir", directory.toString()))
        .isZero();
  }

  private static void writeUntilKilled(
      ChildNode node, List<Conversation> conversations, HandleStory story, int answers)
      throws Exception {
    Semaphore answered = new Semaphore(0);
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
      for (Conversation conversation : conversations) {
        writers.add(threads.submit(() -> write(node, conversation, answered)));
      }
      writers.add(threads.submit(() -> tell(node, story, answered)));
      assertThat(answered.tryAcquire(answers, 60, TimeUnit.SECONDS)).isTrue();
      node.kill();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private static Void write(ChildNode node, Conversation conversation, Semaphore answered)
      throws InterruptedException {
    try (RawNode client = new RawNode(node.url())) {
      while (true) {
        conversation.send(client);
        answered.release();
      }
    } catch (IOException e) {
      // The node is dead: what it did not answer it did not promise.
      return null;
    }
  }

  private static Void tell(ChildNode node, HandleStory story, Semaphore answered) {
    try (SessionClient wallet = wallet(node, 1)) {
      while (true) {
        story.step(wallet);
        answered.release();
      }
    } catch (ClientException.NodeUnavailable | ClientException.NotYetAccepted e) {
      return null;
    }
  }

  /** Gives up after so many seconds: a killed node answers nothing any more. */
  private static SessionClient wallet(ChildNode node, int seconds) {
    return SessionClient.connect(
        node.url(), ClientSettings.DEFAULT.withDeadline(Duration.ofSeconds(seconds)));
  }

  private void checkAll(List<Conversation> conversations, HandleStory story) throws Exception {
    try (ChildNode node = ChildNode.start(directory, OPTIONS);
        RawNode client = new RawNode(node.url());
        SessionClient wallet = wallet(node, 30)) {
      story.check(wallet);
      for (Conversation conversation : conversations) {
        conversation.checkAnew();
        conversation.check(client);
      }
    }
  }
}
