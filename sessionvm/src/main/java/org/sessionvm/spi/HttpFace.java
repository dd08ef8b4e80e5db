package org.sessionvm.spi;

/** What a chain answers to requests that its host carries. */
@FunctionalInterface
public interface HttpFace {
  /**
   * Answers one request, and never throws for what it says. Blocks while a write waits for its
   * block, so it wants a virtual thread.
   */
  HttpReply answer(HttpRequest request);

  /** Whether the request asks for another protocol that is spoken here. */
  default boolean upgrades(HttpRequest request) {
    return false;
  }

  /**
   * Answers a request that upgrades, and then speaks that protocol until one side ends it. Blocks
   * for all that time, and closes the stream.
   *
   * @param stream the connection, of which the request alone was read
   */
  default void upgrade(HttpRequest request, ByteStream stream) {
    throw new UnsupportedOperationException("no protocol but HTTP is spoken here");
  }
}
