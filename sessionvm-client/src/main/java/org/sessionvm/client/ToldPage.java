package org.sessionvm.client;

import java.util.List;

/**
 * Messages as a node tells them.
 *
 * @param nextSequence where the next page begins; no farther than this one where there is no more
 * @param <M> a message
 */
record ToldPage<M>(List<M> messages, long nextSequence) {
  ToldPage {
    messages = List.copyOf(messages);
  }
}
