package org.sessionvm.plugin.gossip;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.sessionvm.primitives.Bytes;

/**
 * Messages of other nodes that are yet to be read. Each node has its turn and its share, so that
 * one that sends without end takes nothing from the others: where there is no room, whoever has
 * more than an equal share of it makes way for who has less.
 */
final class GossipInbox implements AutoCloseable {
  /** Most messages of a node that wait; more are dropped. */
  static final int MESSAGES_PER_NODE_MAX = 16;

  /** Most bytes of all messages that wait. */
  static final long BYTES_MAX = 32L << 20;

  private final BiConsumer<Bytes, Bytes> reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Map<Bytes, Waiting> nodes = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private long bytes;

  /** What waits of one node, oldest first. */
  private static final class Waiting {
    private final Deque<Bytes> messages = new ArrayDeque<>();
    private long bytes;

    long bytes() {
      return bytes;
    }
  }

  /**
   * An inbox that nobody reads yet.
   *
   * @param reader takes node and message, on any thread; may block
   */
  GossipInbox(BiConsumer<Bytes, Bytes> reader) {
    this.reader = reader;
  }

  void start(int readers) {
    for (int i = 0; i < readers; i++) {
      threads.add(Thread.ofVirtual().name("gossip-in-" + i).start(this::run));
    }
  }

  /**
   * Takes a message, if there is room or it can be made.
   *
   * @return how many messages were dropped: none, this one, or newest ones of other nodes
   */
  int offer(Bytes node, Bytes message) {
    lock.lock();
    try {
      Waiting own = nodes.computeIfAbsent(node, _ -> new Waiting());
      if (!mayTake(own, message)) {
        removeIfEmpty(node, own);
        return 1;
      }
      int dropped = makeRoomFor(message);
      own.messages.add(message);
      add(own, message.size());
      filled.signal();
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  private boolean mayTake(Waiting own, Bytes message) {
    return own.messages.size() < MESSAGES_PER_NODE_MAX
        && (hasRoomFor(message) || own.bytes + message.size() <= BYTES_MAX / nodes.size());
  }

  private boolean hasRoomFor(Bytes message) {
    return bytes + message.size() <= BYTES_MAX;
  }

  /** While there is too little room for one within its share, another is beyond its own. */
  private int makeRoomFor(Bytes message) {
    int dropped = 0;
    while (!hasRoomFor(message)) {
      Map.Entry<Bytes, Waiting> most =
          nodes.entrySet().stream()
              .max(Comparator.comparingLong(entry -> entry.getValue().bytes()))
              .orElseThrow();
      add(most.getValue(), -most.getValue().messages.removeLast().size());
      removeIfEmpty(most.getKey(), most.getValue());
      dropped++;
    }
    return dropped;
  }

  private void add(Waiting of, int size) {
    of.bytes += size;
    bytes += size;
  }

  private void removeIfEmpty(Bytes node, Waiting own) {
    if (own.messages.isEmpty()) {
      nodes.remove(node);
    }
  }

  private void run() {
    try {
      while (true) {
        Map.Entry<Bytes, Bytes> next = take();
        reader.accept(next.getKey(), next.getValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map.Entry<Bytes, Bytes> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (nodes.isEmpty()) {
        filled.await();
      }
      return takeNext();
    } finally {
      lock.unlock();
    }
  }

  /** The node whose turn it was goes to the end. */
  private Map.Entry<Bytes, Bytes> takeNext() {
    Map.Entry<Bytes, Waiting> first = nodes.entrySet().iterator().next();
    Bytes node = first.getKey();
    Waiting own = first.getValue();
    Bytes message = own.messages.removeFirst();
    add(own, -message.size());
    nodes.remove(node);
    if (!own.messages.isEmpty()) {
      nodes.put(node, own);
    }
    return Map.entry(node, message);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
