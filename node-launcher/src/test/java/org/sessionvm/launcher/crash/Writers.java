package org.sessionvm.launcher.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.SessionClient;
import org.sessionvm.launcher.node.ChildNode;

/** Everybody who writes while a node is killed, and what each was promised. */
final class Writers implements AutoCloseable {
  private static final int CONVERSATIONS = 4;

  private final List<Conversation> conversations = new ArrayList<>();
  private final Teller handles;
  private final Teller channels;

  /** Makes their sessions and identities on a node. */
  Writers(ChildNode node) throws IOException, InterruptedException {
    try (RawNode client = new RawNode(node.url());
        SessionClient wallet = wallet(node, 30)) {
      while (conversations.size() < CONVERSATIONS) {
        conversations.add(new Conversation(client));
      }
      handles = new Teller(wallet.chainId(), new HandleStory(wallet));
      channels = new Teller(wallet.chainId(), new ChannelStory(wallet));
    }
  }

  private List<Teller> tellers() {
    return List.of(handles, channels);
  }

  /** Looks for what was promised since the last time. */
  void resume(ChildNode node) throws IOException, InterruptedException {
    try (RawNode client = new RawNode(node.url());
        SessionClient wallet = wallet(node, 30)) {
      for (Teller teller : tellers()) {
        teller.resume(wallet, client);
      }
      for (Conversation conversation : conversations) {
        conversation.check(client);
      }
    }
  }

  /** Looks for everything that was ever promised. */
  void finish(ChildNode node) throws IOException, InterruptedException {
    try (RawNode client = new RawNode(node.url());
        SessionClient wallet = wallet(node, 30)) {
      for (Teller teller : tellers()) {
        teller.finish(wallet, client);
      }
      for (Conversation conversation : conversations) {
        conversation.checkAnew();
        conversation.check(client);
      }
    }
  }

  /** Kills the node after so many answers, while everybody waits for the next one. */
  void writeUntilKilled(ChildNode node, int answers) throws Exception {
    Semaphore answered = new Semaphore(0);
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Conversation conversation : conversations) {
        writers.add(threads.submit(() -> write(node, conversation, answered)));
      }
      for (Teller teller : tellers()) {
        writers.add(threads.submit(() -> tell(node, teller, answered)));
      }
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

  private static Void tell(ChildNode node, Teller teller, Semaphore answered) {
    try (SessionClient wallet = wallet(node, 1)) {
      while (true) {
        teller.tell(wallet);
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

  /** Messages that were acknowledged. */
  int messages() {
    return conversations.stream().mapToInt(Conversation::acknowledgedCount).sum();
  }

  Teller handles() {
    return handles;
  }

  Teller channels() {
    return channels;
  }

  @Override
  public void close() {
    conversations.forEach(Conversation::close);
    tellers().forEach(Teller::close);
  }
}
