package org.sessionvm.spi;

/** What a chain answers to requests that its host carries. */
@FunctionalInterface
public interface HttpFace {
  /**
   * Answers one request, and never throws for what it says. Blocks while a write waits for its
   * block, so it wants a virtual thread.
   */
  HttpReply answer(HttpRequest request);
}
