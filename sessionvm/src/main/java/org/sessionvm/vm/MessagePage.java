package org.sessionvm.vm;

import java.util.List;

/**
 * Messages of a session in order.
 *
 * @param messages those that are still there
 * @param nextSequence one past the last that was looked at
 */
public record MessagePage(List<Message> messages, long nextSequence) {
  public MessagePage {
    messages = List.copyOf(messages);
  }

  /** Bytes of ciphertexts and signatures. */
  public long bytes() {
    return messages.stream().mapToLong(Message::size).sum();
  }
}
