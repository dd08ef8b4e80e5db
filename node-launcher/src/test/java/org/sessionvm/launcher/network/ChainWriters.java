package org.sessionvm.launcher.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.transaction.SendMessage;

/**
 * Writers that give their messages to the nodes of a network in turn, each one after its answer to
 * the one before. A writer whose node does not answer goes on with another. They write by HTTP/1.1,
 * since a node takes few calls at once on a connection of HTTP/2, and read by HTTP/2.
 */
final class ChainWriters implements AutoCloseable {
  /** How long one message may take, whatever happens to the nodes meanwhile. */
  private static final long MESSAGE_SECONDS = 180;

  /** How long is waited for many. */
  private static final long AWAIT_SECONDS = 300;

  private final List<RawNode> nodes;
  private final List<Conversation> conversations = new ArrayList<>();
  private final LongAdder repeated = new LongAdder();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ChainWriters(List<RawNode> nodes) {
    this.nodes = nodes;
  }

  /** Opens a conversation for each writer, spread over the nodes. */
  static ChainWriters open(DevelopmentNetwork network, int writers) throws Exception {
    ChainWriters opened =
        new ChainWriters(
            IntStream.rangeClosed(1, network.size())
                .mapToObj(node -> new RawNode(network.url(node), HttpClient.Version.HTTP_1_1))
                .toList());
    try {
      List<Future<Conversation>> coming = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        RawNode node = opened.node(writer);
        coming.add(opened.threads.submit(() -> converse(node)));
      }
      for (Future<Conversation> conversation : coming) {
        opened.conversations.add(conversation.get());
      }
      return opened;
    } catch (Throwable e) {
      opened.close();
      throw e;
    }
  }

  /** A block may take longer than a node lets wait for it; then there is a session too many. */
  private static Conversation converse(RawNode node) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MESSAGE_SECONDS);
    while (true) {
      try {
        return new Conversation(node);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  private RawNode node(int turn) {
    return nodes.get(turn % nodes.size());
  }

  /** Messages on their way. */
  record Writing(List<Future<?>> writers, Semaphore acknowledged) {
    /** Returns when this many more are acknowledged. */
    void await(int messages) throws InterruptedException {
      if (!acknowledged.tryAcquire(messages, AWAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no %d messages are acknowledged".formatted(messages));
      }
    }

    /** Returns when all are. */
    void finish() throws Exception {
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  /** Begins to write this many messages. */
  Writing write(int messages) {
    AtomicInteger left = new AtomicInteger(messages);
    Semaphore acknowledged = new Semaphore(0);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < conversations.size(); i++) {
      int writer = i;
      writers.add(
          threads.submit(
              () -> {
                while (left.getAndDecrement() > 0) {
                  send(writer);
                  acknowledged.release();
                }
                return null;
              }));
    }
    return new Writing(writers, acknowledged);
  }

  private void send(int writer) throws IOException, InterruptedException {
    Conversation conversation = conversations.get(writer);
    SendMessage message = conversation.next();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MESSAGE_SECONDS);
    for (int turn = writer + conversation.acknowledgedCount(); ; turn++) {
      try {
        conversation.send(node(turn), message);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        repeated.increment();
      }
    }
  }

  /** Everything acknowledged is on this node, from the first message on and without a gap. */
  void check(int node) throws Exception {
    try (RawNode reader = nodes.get(node - 1).another()) {
      for (Conversation conversation : conversations) {
        conversation.checkAnew();
        conversation.check(reader);
      }
    }
  }

  /** How many messages the last check found. */
  long stored() {
    return conversations.stream().mapToLong(Conversation::storedCount).sum();
  }

  int acknowledged() {
    return conversations.stream().mapToInt(Conversation::acknowledgedCount).sum();
  }

  /** How often a message was given to a node again. */
  long repeated() {
    return repeated.sum();
  }

  /** What a node says of its chain. */
  JsonNode info(int node) throws IOException, InterruptedException {
    return nodes.get(node - 1).call("Info", Map.of());
  }

  long height(int node) throws IOException, InterruptedException {
    return info(node).path("height").asLong();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    nodes.forEach(RawNode::close);
    conversations.forEach(Conversation::close);
  }
}
