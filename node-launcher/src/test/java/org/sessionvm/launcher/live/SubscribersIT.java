package org.sessionvm.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/** What is stored and what comes is one stream, without loss or repetition, under load. */
class SubscribersIT {
  private static final int WRITERS = 20;
  private static final int SUBSCRIBERS_OF_EACH = 10;
  private static final int MESSAGES_OF_EACH = 100;
  private static final long SECONDS = 240;

  @TempDir private Path directory;

  @Test
  void eachSeesEveryMessageOnceAndInOrderThoughConnectionsBreak() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    try (ChildNode node = ChildNode.start(directory.resolve("data"), List.of());
        HttpClient http = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Conversation> conversations = new ArrayList<>();
      List<Subscriber> subscribers = new ArrayList<>();
      URI socket = URI.create(node.url().toString().replaceFirst("^http", "ws")).resolve("/ws");
      for (int writer = 0; writer < WRITERS; writer++) {
        Conversation conversation = new Conversation(raw(node));
        conversations.add(conversation);
        for (int i = 0; i < SUBSCRIBERS_OF_EACH; i++) {
          subscribers.add(new Subscriber(http, socket, conversation, seed + subscribers.size()));
        }
      }
      List<Future<Void>> work = new ArrayList<>();
      subscribers.forEach(each -> work.add(threads.submit(() -> follow(each))));
      conversations.forEach(each -> work.add(threads.submit(() -> write(node, each))));
      for (Future<Void> each : work) {
        each.get(SECONDS, TimeUnit.SECONDS);
      }

      List<Long> all = LongStream.range(0, MESSAGES_OF_EACH).boxed().toList();
      assertThat(subscribers).allSatisfy(each -> assertThat(each.seen()).isEqualTo(all));
      System.out.printf(
          "%d subscribers, %d writers: %d messages, %d events, %d connections%n",
          subscribers.size(),
          WRITERS,
          WRITERS * MESSAGES_OF_EACH,
          subscribers.stream().mapToInt(each -> each.seen().size()).sum(),
          subscribers.stream().mapToInt(Subscriber::connections).sum());
      conversations.forEach(Conversation::close);
    }
  }

  private static RawNode raw(ChildNode node) {
    return new RawNode(node.url(), HttpClient.Version.HTTP_1_1);
  }

  private static Void follow(Subscriber subscriber) throws Exception {
    subscriber.follow(MESSAGES_OF_EACH);
    return null;
  }

  private static Void write(ChildNode node, Conversation conversation) throws Exception {
    try (RawNode writer = raw(node)) {
      for (int i = 0; i < MESSAGES_OF_EACH; i++) {
        conversation.send(writer);
      }
    }
    return null;
  }
}
