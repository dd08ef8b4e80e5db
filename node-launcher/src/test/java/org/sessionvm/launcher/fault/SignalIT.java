package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/** Signals to a real process that works. */
class SignalIT {
  private static final int WRITERS = 4;
  private static final int CROWD = 100;
  private static final int ANSWERS = 60;

  /** What an operator may take; {@code -Dsignal.stop.seconds=4} is for who cannot wait. */
  private static final long STOPPED_SECONDS = Long.getLong("signal.stop.seconds", 60);

  @TempDir Path directory;

  private static void signal(ChildNode node, String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(node.handle().pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /**
   * How a writer's life ended: by a refused or cut connection, or by an answer that is an error.
   */
  private record Ended(int answers, String last) {}

  private static Ended write(ChildNode node, Conversation conversation, Semaphore answered)
      throws InterruptedException {
    int answers = 0;
    try (RawNode client = new RawNode(node.url())) {
      while (true) {
        conversation.send(client);
        answers++;
        answered.release();
      }
    } catch (ConnectException e) {
      return new Ended(answers, "refused");
    } catch (IOException e) {
      return new Ended(answers, String.valueOf(e.getMessage()));
    }
  }

  /**
   * What was begun was answered, and what was not begun may be sent again; nobody was told that
   * something went wrong inside.
   */
  private static void requireGoodEnd(Ended ended) {
    System.out.println("a writer ended after " + ended.answers() + " answers: " + ended.last());
    assertThat(ended.last()).doesNotContain("internal error").doesNotContain("-32603");
    if (ended.last().contains("HTTP ")) {
      assertThat(ended.last()).contains("HTTP 503: {").contains("-32006").contains("shutting down");
    }
  }

  private static List<Conversation> conversations(ChildNode node, int writers) throws Exception {
    List<Conversation> conversations = new ArrayList<>();
    try (RawNode client = new RawNode(node.url())) {
      for (int i = 0; i < writers; i++) {
        conversations.add(new Conversation(client));
      }
    }
    return conversations;
  }

  private void stopsUnderLoad(int count, String... signals) throws Exception {
    List<Conversation> conversations;
    Semaphore answered = new Semaphore(0);
    List<Future<Ended>> writers = new ArrayList<>();
    // The node is closed first, which ends the writers: a node that does not stop fails the test.
    try (ExecutorService threads = Executors.newFixedThreadPool(count);
        ChildNode node =
            ChildNode.start(
                directory,
                List.of("--max-messages", "1000000"),
                process -> process.command().addAll(0, SystemCommands.DEFAULT_SIGNALS))) {
      conversations = conversations(node, count);
      for (Conversation conversation : conversations) {
        writers.add(threads.submit(() -> write(node, conversation, answered)));
      }
      assertThat(answered.tryAcquire(ANSWERS + count, 60, TimeUnit.SECONDS)).isTrue();
      for (String name : signals) {
        signal(node, name);
      }
      assertThat(node.handle().onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
      assertThat(node.stop()).isZero();
      for (Future<Ended> writer : writers) {
        requireGoodEnd(writer.get());
      }
    }
    findsEverything(conversations);
  }

  private void findsEverything(List<Conversation> conversations) throws Exception {
    try (ChildNode node = ChildNode.start(directory, List.of());
        RawNode client = new RawNode(node.url())) {
      for (Conversation conversation : conversations) {
        conversation.checkAnew();
        conversation.check(client);
        conversation.close();
      }
      assertThat(node.stop()).isZero();
    }
    assertThat(Main.create().execute("store", "check", "--data-dir", directory.toString()))
        .isZero();
  }

  @Test
  void drainsAndEndsWellOnSigterm() throws Exception {
    stopsUnderLoad(WRITERS, "TERM");
  }

  @Test
  void answersAHundredWritesThatWaitOnSigterm() throws Exception {
    stopsUnderLoad(CROWD, "TERM");
  }

  @Test
  void drainsAndEndsWellOnSigint() throws Exception {
    stopsUnderLoad(WRITERS, "INT");
  }

  @Test
  void drainsAndEndsWellWhenItsTerminalGoesAway() throws Exception {
    stopsUnderLoad(WRITERS, "HUP");
  }

  @Test
  void takesASecondSignalForTheSameWish() throws Exception {
    stopsUnderLoad(WRITERS, "TERM", "TERM", "INT");
  }

  @Test
  void answersWhatWaitedAndRecoversWhenItWasStoppedForAWhile() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        ChildNode node = ChildNode.start(directory, List.of("--accept-timeout-millis", "1000"));
        RawNode client = new RawNode(node.url());
        Health health = new Health(node.url())) {
      List<Conversation> conversations = conversations(node, WRITERS);
      Semaphore answered = new Semaphore(0);
      List<Future<Ended>> writers = new ArrayList<>();
      for (Conversation conversation : conversations) {
        writers.add(threads.submit(() -> write(node, conversation, answered)));
      }
      assertThat(answered.tryAcquire(ANSWERS, 60, TimeUnit.SECONDS)).isTrue();
      signal(node, "STOP");
      // There is no event to wait for: the point is that time passes.
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STOPPED_SECONDS));
      answered.drainPermits();
      signal(node, "CONT");

      assertThat(health.await(answer -> answer.status() == 200).body().at("/status").asText())
          .isEqualTo("ok");
      // Each writer waited for one answer meanwhile: it got it, or "not yet accepted" and the id.
      assertThat(client.call("Health", Map.of()).get("healthy").asBoolean()).isTrue();
      Conversation fresh = new Conversation(client);
      fresh.send(client);
      conversations.add(fresh);
      assertThat(node.stop()).isZero();
      for (Future<Ended> writer : writers) {
        requireGoodEnd(writer.get());
      }
      findsEverything(conversations);
    }
  }
}
