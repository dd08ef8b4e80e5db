package org.sessionvm.client;

/**
 * Looks at one message on its own: whose it is, and what it says.
 *
 * @param <M> a message as the node tells it
 */
interface Opening<M> {
  /** Verifies and decrypts a message that stands at {@code sequence}. */
  ReceivedMessage open(M message, long sequence);

  /** A message that says of itself that it stands at a {@code sequence} where it cannot. */
  ReceivedMessage outOfOrder(M message, long sequence);
}
