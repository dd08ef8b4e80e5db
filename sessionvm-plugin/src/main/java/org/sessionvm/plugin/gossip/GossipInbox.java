package org.sessionvm.plugin.gossip;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * one that sends without end takes nothing from the others.
 */
final class GossipInbox implements AutoCloseable {
  /** Most messages of a node that wait; more are dropped. */
  static final int MESSAGES_PER_NODE_MAX = 16;

  /** Most bytes of all messages that wait. */
  static final long BYTES_MAX = 32L << 20;

  private final BiConsumer<Bytes, Bytes> reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Map<Bytes, Deque<Bytes>> messages = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private long bytes;

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

  /** Whether there was room. */
  boolean offer(Bytes node, Bytes message) {
    lock.lock();
    try {
      Deque<Bytes> own = messages.computeIfAbsent(node, _ -> new ArrayDeque<>());
      if (own.size() >= MESSAGES_PER_NODE_MAX || bytes + message.size() > BYTES_MAX) {
        removeIfEmpty(node, own);
        return false;
      }
      own.add(message);
      bytes += message.size();
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void removeIfEmpty(Bytes node, Deque<Bytes> own) {
    if (own.isEmpty()) {
      messages.remove(node);
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
      while (messages.isEmpty()) {
        filled.await();
      }
      return takeNext();
    } finally {
      lock.unlock();
    }
  }

  /** The node whose turn it was goes to the end. */
  private Map.Entry<Bytes, Bytes> takeNext() {
    Map.Entry<Bytes, Deque<Bytes>> first = messages.entrySet().iterator().next();
    Bytes node = first.getKey();
    Deque<Bytes> own = first.getValue();
    Bytes message = own.removeFirst();
    bytes -= message.size();
    messages.remove(node);
    if (!own.isEmpty()) {
      messages.put(node, own);
    }
    return Map.entry(node, message);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
