package org.sessionvm.rpc.transport;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.limits.ByteBudget;

/**
 * Bounds the memory of answers, of which a page of messages takes many megabytes: few are made at a
 * time, and those on their way to slow readers share a budget. Small answers never wait for it.
 */
final class AnswerMemory {
  /** An answer up to this length is not counted. */
  private static final int SMALL_ANSWER_BYTES = 64 << 10;

  /** Most bytes of larger answers that are on their way. */
  private static final int LARGE_ANSWERS_BYTES_MAX = 48 << 20;

  /** Most requests for pages answered at once: objects, hexadecimal and bytes of each are held. */
  private static final int PAGES_AT_ONCE_MAX = 2;

  private static final long PAGE_WAIT_SECONDS = 5;

  private final ByteBudget large = new ByteBudget(LARGE_ANSWERS_BYTES_MAX);
  private final Semaphore pages = new Semaphore(PAGES_AT_ONCE_MAX, true);

  /** Makes an answer and writes it, or says that the node is busy. */
  void answer(byte[] body, Function<byte[], RpcReply> endpoint, Replies replies) {
    if (!mayAskForPage(body)) {
      write(endpoint.apply(body), replies);
      return;
    }
    if (!acquirePage()) {
      replies.busyReading(PAGES_AT_ONCE_MAX);
      return;
    }
    RpcReply reply;
    try {
      reply = endpoint.apply(body);
    } finally {
      pages.release();
    }
    write(reply, replies);
  }

  private void write(RpcReply reply, Replies replies) {
    int size = reply.body().size();
    long counted = size <= SMALL_ANSWER_BYTES ? 0 : size;
    if (large.tryHold(counted)) {
      replies.json(reply, () -> large.release(counted));
    } else {
      replies.busyReading(large.bytesMax());
    }
  }

  /** A name can be written with escapes, which nothing that is not a page has a need for. */
  private static boolean mayAskForPage(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.contains("etMessage") || text.contains("istSessions") || text.indexOf('\\') >= 0;
  }

  private boolean acquirePage() {
    try {
      return pages.tryAcquire(PAGE_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
